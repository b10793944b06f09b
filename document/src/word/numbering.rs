//! Word's automatic numbers: a paragraph only says "list 3, level 1"; what is drawn follows from the paragraphs before it.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{attribute, value};

/// Levels of a list (ECMA-376 part 1, 17.9.3).
const LEVELS: usize = 9;
/// Longest chain of styles that is followed; a longer one is a circle.
const LONGEST_CHAIN: usize = 12;

/// What a paragraph or a style says of its number.
#[derive(Debug, Clone, Default)]
pub(super) struct NumberRef {
    /// The list; "0" takes a style's number away.
    pub list: Option<String>,
    pub level: Option<usize>,
}

/// How one level of a list is drawn.
#[derive(Debug, Clone, Default)]
struct Level {
    /// `decimal`, `lowerLetter`, `bullet` and so on.
    format: String,
    /// `%1.%2)`: a percent sign and a level count for that level's number.
    text: String,
    start: Option<u32>,
    /// All levels in plain digits, as lawyers like it.
    is_legal: bool,
}

type Definition = [Level; LEVELS];

#[derive(Debug, Default)]
struct List {
    definition: String,
    /// Levels that this list begins anew, and with what.
    restarts: HashMap<usize, u32>,
}

#[derive(Debug, Default)]
struct Style {
    number: NumberRef,
    parent: Option<String>,
}

/// The lists and styles of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, Definition>,
    lists: HashMap<String, List>,
    styles: HashMap<String, Style>,
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: HashMap<String, [Option<u32>; LEVELS]>,
    restarted: HashMap<(String, usize), ()>,
}

impl Numbering {
    /// Reads `numbering.xml` and `styles.xml`; what is damaged counts as not there.
    pub(super) fn read(lists: &str, styles: &str) -> Self {
        let mut numbering = Self::default();
        let mut reading = Reading::default();
        each_element(lists, |tag| reading.list_element(tag, &mut numbering));
        let mut style = String::new();
        each_element(styles, |tag| match tag.local_name().as_ref() {
            "style" => style = attribute(tag, "styleId").unwrap_or_default(),
            "basedOn" => numbering.styles.entry(style.clone()).or_default().parent = value(tag),
            "numId" => numbering.styles.entry(style.clone()).or_default().number.list = value(tag),
            "ilvl" => {
                let level = value(tag).and_then(|level| level.parse().ok());
                numbering.styles.entry(style.clone()).or_default().number.level = level;
            }
            _ => {}
        });
        numbering
    }

    /// Counts a paragraph and gives the number that stands before it.
    pub(super) fn next(&self, own: &NumberRef, style: Option<&str>, counters: &mut Counters) -> Option<String> {
        let (list, level) = self.resolve(own, style)?;
        let list_id = list;
        let list = self.lists.get(&list_id)?;
        let definition = self.definitions.get(&list.definition)?;
        let counts = counters.counts.entry(list.definition.clone()).or_default();
        if let Some(start) = list.restarts.get(&level)
            && counters.restarted.insert((list_id, level), ()).is_none()
        {
            counts[level] = start.checked_sub(1);
        }
        counts[level] =
            Some(counts[level].map_or(definition[level].start.unwrap_or(1), |count| count.saturating_add(1)));
        for deeper in &mut counts[level + 1..] {
            *deeper = None;
        }
        let drawn = &definition[level];
        if drawn.format == "bullet" || drawn.format == "none" || drawn.text.trim().is_empty() {
            return None;
        }
        let mut number = String::new();
        let mut letters = drawn.text.chars().peekable();
        while let Some(letter) = letters.next() {
            let at = (letter == '%').then(|| letters.peek().and_then(|next| next.to_digit(10))).flatten();
            match at {
                Some(at @ 1..=9) => {
                    letters.next();
                    let at = at as usize - 1;
                    let count = counts[at].unwrap_or(definition[at].start.unwrap_or(1));
                    let format = if drawn.is_legal { "decimal" } else { definition[at].format.as_str() };
                    number.push_str(&in_format(count, format));
                }
                _ => number.push(letter),
            }
        }
        Some(number)
    }

    /// The list and level of a paragraph: its own, or its style's, or that of the style which that one is based on.
    fn resolve(&self, own: &NumberRef, style: Option<&str>) -> Option<(String, usize)> {
        let (mut list, mut level) = (own.list.clone(), own.level);
        let mut style = style.and_then(|id| self.styles.get(id));
        for _ in 0..LONGEST_CHAIN {
            let Some(found) = style else { break };
            if list.is_none() {
                list.clone_from(&found.number.list);
            }
            level = level.or(found.number.level);
            style = found.parent.as_deref().and_then(|id| self.styles.get(id));
        }
        let list = list.filter(|list| list != "0")?;
        Some((list, level.unwrap_or(0).min(LEVELS - 1)))
    }
}

/// Where the reading of `numbering.xml` stands.
#[derive(Default)]
struct Reading {
    definition: String,
    list: String,
    in_list: bool,
    level: usize,
}

impl Reading {
    fn list_element(&mut self, tag: &BytesStart<'_>, into: &mut Numbering) {
        let number = || value(tag).and_then(|value| value.parse::<u32>().ok());
        match tag.local_name().as_ref() {
            "abstractNum" => {
                self.definition = attribute(tag, "abstractNumId").unwrap_or_default();
                self.in_list = false;
            }
            "num" => {
                self.list = attribute(tag, "numId").unwrap_or_default();
                self.in_list = true;
                into.lists.insert(self.list.clone(), List::default());
            }
            "lvl" | "lvlOverride" => {
                self.level = attribute(tag, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0).min(LEVELS - 1);
            }
            "abstractNumId" if self.in_list => {
                if let (Some(list), Some(id)) = (into.lists.get_mut(&self.list), value(tag)) {
                    list.definition = id;
                }
            }
            "startOverride" if self.in_list => {
                if let (Some(list), Some(start)) = (into.lists.get_mut(&self.list), number()) {
                    list.restarts.insert(self.level, start);
                }
            }
            // Levels redrawn inside a list are rare, and differ in looks only.
            _ if self.in_list => {}
            name => {
                let level = &mut into.definitions.entry(self.definition.clone()).or_default()[self.level];
                match name {
                    "start" => level.start = number(),
                    "numFmt" => level.format = value(tag).unwrap_or_default(),
                    "lvlText" => level.text = value(tag).unwrap_or_default(),
                    "isLgl" => level.is_legal = true,
                    _ => {}
                }
            }
        }
    }
}

fn each_element(xml: &str, mut work: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => work(&tag),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// A count in one of Word's formats (ECMA-376 part 1, 17.18.59); those of other scripts are drawn in digits.
fn in_format(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(count),
        "upperLetter" => letters(count).to_uppercase(),
        "lowerRoman" => roman(count),
        "upperRoman" => roman(count).to_uppercase(),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}

/// a … z, aa, bb …: Word repeats the letter.
fn letters(count: u32) -> String {
    let Some(index) = count.checked_sub(1) else { return String::new() };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    // More than a line of one letter is a damaged file.
    std::iter::repeat_n(letter, (index / 26 + 1).min(8) as usize).collect()
}

fn roman(count: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = count % 4000;
    let mut text = String::new();
    for (value, digits) in STEPS {
        while rest >= value {
            text.push_str(digits);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
      <w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
      </w:abstractNum>
      <w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
      <w:num w:numId="4"><w:abstractNumId w:val="7"/>
        <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    </w:numbering>"#;
    const STYLES: &str = r#"<w:styles xmlns:w="w"><w:style w:styleId="Rule"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="Sub"><w:basedOn w:val="Rule"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style></w:styles>"#;

    fn own(list: &str, level: usize) -> NumberRef {
        NumberRef { list: Some(list.into()), level: Some(level) }
    }

    #[test]
    fn numbers_count_restart_and_come_from_styles() {
        let numbering = Numbering::read(LISTS, STYLES);
        let mut counters = Counters::default();
        let mut next = |own: NumberRef, style| numbering.next(&own, style, &mut counters).unwrap_or_default();
        assert_eq!(next(own("3", 0), None), "I.");
        assert_eq!(next(own("3", 1), None), "I.a)");
        assert_eq!(next(NumberRef::default(), Some("Sub")), "I.b)");
        assert_eq!(next(NumberRef::default(), Some("Rule")), "II.");
        assert_eq!(next(own("3", 1), None), "II.a)");
        assert_eq!(next(own("4", 0), None), "V.");
        assert_eq!(next(own("4", 0), None), "VI.");
        assert_eq!(next(own("0", 0), Some("Rule")), "");
    }

    #[test]
    fn formats_are_words() {
        assert_eq!([1, 26, 27].map(letters), ["a", "z", "aa"]);
        assert_eq!([4, 9, 14, 1990].map(roman), ["iv", "ix", "xiv", "mcmxc"]);
    }
}
