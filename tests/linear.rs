//! Linear time for any text: eight times the text may take some eight times as long, but not its square.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use clausemark::{Checker, Context, Settings, examples};

/// Beginnings and pieces that texts are made of by repetition; each could trip a careless scanner.
const TEXTS: &[(&str, &str)] = &[
    ("posts", "we arrested him on Cedar last night. proud to work for FPD! "),
    ("posts without an end", "we arrested him on Cedar last night, proud to work for FPD "),
    ("findings beyond ASCII", "né 😂 fuck that 4-Adam-12 é. "),
    ("safe harbours", "union meeting about our pay. in the movie he said fuck. "),
    ("letters apart", "f u c k "),
    ("letters apart that spell nothing", "x y z w "),
    ("mailbox without a host", "a-"),
    ("mailbox with a host without a dot", "@ a."),
    ("stars in a word", "*"),
    ("signs in a word", "!+"),
    ("dots", "."),
    ("abbreviations", "Sgt. W. "),
    ("closing quotes", ".\""),
    ("quotes", "“a "),
    ("digits", "5"),
    ("numbers", "1,2.3:4 "),
    ("phones", "555-201-3134 "),
    ("almost phones", "555-201-313 4a"),
    ("hashtags", "#A1b_"),
    ("one hashtag", "Ab1"),
    ("weak hits", "idiot "),
    ("hits in one hashtag", "Fuck"),
    ("addresses", "https://a."),
    ("mentions", "@a-"),
    ("flags", "🇺🇸"),
    ("joined emoji", "👮\u{200d}"),
    ("marks on a letter", "\u{301}"),
    ("nothing to see", "\u{200b}"),
    ("look-alikes", "раcк"),
    ("stretched", "oooo"),
    ("apostrophes", "a'"),
    ("blank lines", "\n"),
    ("one word", "x"),
];

/// Times that a text eight times as long may take: between the 8 of a line and the 64 of a square.
const MOST: f64 = 24.0;

/// What stands before the repetition, where it matters.
fn begin(name: &str) -> &'static str {
    match name {
        "mailbox without a host" => "@ ",
        "stars in a word" | "signs in a word" | "marks on a letter" => "a",
        "one hashtag" | "hits in one hashtag" => "#",
        _ => "",
    }
}

/// Processor time of this thread so far where the system tells it, else what the clock says: others may use the machine.
fn spent() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Seconds of one check, over as many as take long enough to be told apart.
fn seconds(checker: &Checker, text: &str, enough: Duration) -> f64 {
    let (start, mut checks) = (spent(), 0);
    while checks < 2 || spent() - start < enough {
        checker.check(text, Context::default());
        checks += 1;
    }
    (spent() - start).as_secs_f64() / f64::from(checks)
}

#[test]
fn no_text_takes_the_square_of_its_length() {
    let settings = Settings { policy: "none".into(), profile: examples::example_profile(), ..Settings::default() };
    let checker = Checker::new(settings).expect("the built-in rules work");
    for (name, piece) in TEXTS {
        let text = |bytes: usize| format!("{}{}b", begin(name), piece.repeat(bytes / piece.len()));
        let (short, long) = (text(2_000), text(16_000));
        let grown = |enough| seconds(&checker, &long, enough) / seconds(&checker, &short, enough).max(1e-6);
        // A moment of the machine's own can spoil a short measure, hardly a longer one too.
        let times = [20, 60, 200].into_iter().map(Duration::from_millis).map(grown).find(|&times| times < MOST);
        assert!(times.is_some(), "{name}: 8 times the text takes more than {MOST} times as long");
    }
}
