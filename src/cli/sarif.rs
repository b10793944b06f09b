//! Findings as SARIF 2.1.0: rules are the detectors, the policy is a taxonomy whose taxa are its clauses.

use clausemark::rules::{Policy, Ruleset};
use clausemark::{Confidence, Finding, Fix, Modality};
use serde_json::{Value, json};

use super::draft::Draft;

/// The log of one run.
#[derive(Debug)]
pub struct Sarif<'a> {
    rules: &'a Ruleset,
    policy: Option<&'a Policy>,
    artifacts: Vec<Value>,
    results: Vec<Value>,
}

impl<'a> Sarif<'a> {
    /// An empty log.
    pub fn new(rules: &'a Ruleset, policy: Option<&'a Policy>) -> Self {
        Self { rules, policy, artifacts: Vec::new(), results: Vec::new() }
    }

    /// Adds the findings of a draft.
    pub fn add(&mut self, draft: &Draft, findings: &[Finding]) {
        let artifact = json!({ "uri": uri(&draft.name), "index": self.artifacts.len() });
        self.artifacts.push(json!({ "location": { "uri": uri(&draft.name) } }));
        for finding in findings {
            self.results.push(self.result(draft, &artifact, finding));
        }
    }

    /// The whole log.
    pub fn finish(self) -> Value {
        let mut run = json!({
            "tool": {
                "driver": {
                    "name": "clausemark",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": self.rules.detectors.iter().map(|d| self.rule(d)).collect::<Vec<_>>(),
                }
            },
            "columnKind": "utf16CodeUnits",
            "artifacts": self.artifacts,
            "results": self.results,
        });
        if let Some(policy) = self.policy {
            run["taxonomies"] = json!([taxonomy(policy)]);
            run["tool"]["driver"]["supportedTaxonomies"] = json!([{ "name": policy.id, "index": 0 }]);
        }
        json!({
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        })
    }

    fn result(&self, draft: &Draft, artifact: &Value, finding: &Finding) -> Value {
        let place = |start, end| json!({ "artifactLocation": artifact, "region": region(draft, start, end) });
        let mut result = json!({
            "ruleId": finding.detector,
            "level": level(finding.modality, finding.confidence),
            "message": { "text": format!("{} {}", finding.message, finding.advice) },
            "locations": [{ "physicalLocation": place(finding.start, finding.end) }],
            "properties": {
                "category": finding.category,
                "confidence": finding.confidence,
                "modality": finding.modality,
                "title": finding.title,
                "reason": finding.reason,
            },
        });
        if let Some(index) = self.rules.detectors.iter().position(|d| d.id == finding.detector) {
            result["ruleIndex"] = json!(index);
        }
        let others: Vec<Value> = finding
            .evidence
            .iter()
            .filter(|e| (e.start, e.end) != (finding.start, finding.end))
            .map(|e| json!({ "physicalLocation": place(e.start, e.end), "message": { "text": format!("noticed by {}", e.detector) } }))
            .collect();
        if !others.is_empty() {
            result["relatedLocations"] = json!(others);
        }
        if let Some(policy) = self.policy.filter(|_| !finding.clauses.is_empty()) {
            let taxa = finding.clauses.iter().map(|c| {
                let index = policy.clauses.iter().position(|p| p.id == c.clause);
                json!({ "id": c.clause, "index": index, "toolComponent": { "name": policy.id, "index": 0 } })
            });
            result["taxa"] = taxa.collect();
        }
        if !finding.fixes.is_empty() {
            result["fixes"] = finding.fixes.iter().map(|f| fix(draft, artifact, f)).collect();
        }
        result
    }

    fn rule(&self, detector: &clausemark::rules::Detector) -> Value {
        let category = &self.rules.categories[usize::from(detector.category)];
        let strongest = self
            .policy
            .into_iter()
            .flat_map(|p| &p.clauses)
            .flat_map(|c| &c.rules)
            .filter(|r| r.categories.contains(&detector.category))
            .map(|r| r.modality)
            .max();
        json!({
            "id": detector.id,
            "shortDescription": { "text": detector.title },
            "fullDescription": { "text": detector.reason },
            "help": { "text": detector.advice },
            "defaultConfiguration": { "level": level(strongest, Confidence::Likely) },
            "properties": { "category": category.id, "tags": [category.id] },
        })
    }
}

/// How SARIF calls a modality. Without a policy only the confidence is known.
fn level(modality: Option<Modality>, confidence: Confidence) -> &'static str {
    match (modality, confidence) {
        (Some(Modality::Prohibited | Modality::Permission), _) => "error",
        (Some(Modality::Discouraged | Modality::Limit), _) | (None, Confidence::Likely) => "warning",
        (Some(Modality::Notice | Modality::Duty), _) | (None, Confidence::Possible) => "note",
        (Some(Modality::Allowed), _) => "none",
    }
}

fn taxonomy(policy: &Policy) -> Value {
    let taxa = policy.clauses.iter().map(|c| {
        json!({
            "id": c.id,
            "shortDescription": { "text": c.heading },
            "fullDescription": { "text": c.gist },
        })
    });
    let mut out = json!({
        "name": policy.id,
        "fullName": format!("{}: {}", policy.department, policy.title),
        "shortDescription": { "text": policy.about },
        "taxa": taxa.collect::<Vec<_>>(),
    });
    if !policy.link.is_empty() {
        out["informationUri"] = json!(policy.link);
    }
    if !policy.effective.is_empty() {
        out["releaseDateUtc"] = json!(policy.effective);
    }
    out
}

/// A region by lines and columns; the end column is the one after the last sign.
fn region(draft: &Draft, start: u32, end: u32) -> Value {
    let ((line, column), (end_line, end_column)) = (draft.position(start), draft.position(end));
    let words = &draft.text[draft.byte(start)..draft.byte(end)];
    json!({
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
        "snippet": { "text": words },
    })
}

fn fix(draft: &Draft, artifact: &Value, fix: &Fix) -> Value {
    let ((line, column), (end_line, end_column)) = (draft.position(fix.start), draft.position(fix.end));
    json!({
        "description": { "text": fix.label },
        "artifactChanges": [{
            "artifactLocation": artifact,
            "replacements": [{
                "deletedRegion": { "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column },
                "insertedContent": { "text": fix.replacement },
            }],
        }],
    })
}

/// A path as a URI reference: relative paths stay relative, everything unusual is percent-encoded.
fn uri(name: &str) -> String {
    if name == "<stdin>" {
        return "stdin".into();
    }
    let path = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    } else if cfg!(windows) && path.as_bytes().get(1) == Some(&b':') {
        // A drive; elsewhere a colon is a sign like any other.
        out.push_str("file:///");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            b':' if out.starts_with("file:") => out.push(':'),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("drafts/my post #1.txt"), "drafts/my%20post%20%231.txt");
        assert_eq!(uri("/drafts/née.txt"), "file:///drafts/n%C3%A9e.txt");
        assert_eq!(uri("<stdin>"), "stdin");
        let drive = if cfg!(windows) { "file:///a:b.txt" } else { "a%3Ab.txt" };
        assert_eq!(uri("a:b.txt"), drive);
    }

    #[test]
    fn stronger_modalities_have_stronger_levels() {
        assert_eq!(level(Some(Modality::Prohibited), Confidence::Possible), "error");
        assert_eq!(level(Some(Modality::Limit), Confidence::Likely), "warning");
        assert_eq!(level(Some(Modality::Notice), Confidence::Likely), "note");
        assert_eq!(level(None, Confidence::Possible), "note");
    }
}
