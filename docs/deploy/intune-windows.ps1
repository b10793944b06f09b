# Installs Clausemark in Chrome and Edge and sets it up, as an Intune platform script (run as System, 64-bit).
# Run it again after a change; it first takes away what it set before. `-Remove` takes everything away.
param([switch]$Remove)

$settings = @{
  organisation     = 'Fairmont Police Department'
  message          = 'Questions about Clausemark? Ask the training unit.'
  policy           = 'lakewood-pp-1069'
  documentLink     = 'https://fairmont.example/social-media-policy.pdf'
  department       = @{
    name = 'Fairmont Police Department'; aliases = @('Fairmont PD', 'FPD'); city = 'Fairmont'
    email_domains = @('fairmont.example')
  }
  sites            = @{ facebook = 'locked-on'; linkedin = 'on'; tiktok = 'off' }
  askBeforePosting = $true
  photos           = $true
  locked           = @('policy', 'department')
}

$browsers = @(
  @{ Root = 'HKLM:\SOFTWARE\Policies\Google\Chrome'; Id = 'EXTENSION_ID'; From = 'https://clients2.google.com/service/update2/crx' }
  @{ Root = 'HKLM:\SOFTWARE\Policies\Microsoft\Edge'; Id = 'EXTENSION_ID'; From = 'https://edge.microsoft.com/extensionwebstorebase/v1/crx' }
)

function Set-Values([string]$Path, $Values) {
  New-Item -Path $Path -Force | Out-Null
  if ($Values -is [array]) {
    $numbered = @{}
    for ($i = 0; $i -lt $Values.Count; $i++) { $numbered["$($i + 1)"] = $Values[$i] }
    $Values = $numbered
  }
  foreach ($name in $Values.Keys) {
    $value = $Values[$name]
    if ($value -is [hashtable] -or $value -is [array]) { Set-Values "$Path\$name" $value }
    elseif ($value -is [bool]) { New-ItemProperty -Path $Path -Name $name -Value ([int]$value) -PropertyType DWord -Force | Out-Null }
    else { New-ItemProperty -Path $Path -Name $name -Value $value -PropertyType String -Force | Out-Null }
  }
}

foreach ($browser in $browsers) {
  $own = "$($browser.Root)\3rdparty\extensions\$($browser.Id)"
  if (Test-Path $own) { Remove-Item -Path $own -Recurse }
  $list = "$($browser.Root)\ExtensionInstallForcelist"
  $entry = "$($browser.Id);$($browser.From)"
  if (-not (Test-Path $list)) { New-Item -Path $list -Force | Out-Null }
  $known = (Get-Item $list).Property | Where-Object { (Get-ItemProperty $list).$_ -eq $entry }
  if ($Remove) {
    $known | ForEach-Object { Remove-ItemProperty -Path $list -Name $_ }
    continue
  }
  Set-Values "$own\policy" $settings
  if (-not $known) {
    $number = 1
    while ((Get-Item $list).Property -contains "$number") { $number++ }
    New-ItemProperty -Path $list -Name "$number" -Value $entry -PropertyType String | Out-Null
  }
}
