//! What `rules show` prints: everything that a rule is made of and that hangs on it.

use std::io::{self, Write};

use clausemark::compile::files::{ClassFile, CueFile, DetectorFile, HarbourFile, NearCheck, Phrases, Text};
use clausemark::compile::{RuleInfo, SourceFile};
use clausemark::rules::Ruleset;

use crate::cli::source::Book;
use crate::cli::terminal::{FAINT, FRAME, GOOD, Look, STRONG, WARN, harmless, modality_style, modality_word};

/// Prints what a rule is made of.
pub struct Page<'b> {
    /// The rules.
    pub book: &'b Book,
    /// How it looks.
    pub look: Look,
}

impl Page<'_> {
    fn rules(&self) -> &Ruleset {
        &self.book.compiled.rules
    }

    /// A detector.
    pub fn detector(&self, out: &mut dyn Write, file: &SourceFile, read: &DetectorFile) -> io::Result<()> {
        let category = read.category.get_ref();
        self.head(out, read.id.get_ref(), &format!("detector of {category}"), &read.title, file)?;
        self.field(out, "noticed", read.message.get_ref())?;
        self.field(out, "why", &read.reason)?;
        self.field(out, "advice", &read.advice)?;
        if let Some(source) = &read.source {
            self.field(out, "source", source)?;
        }
        for (name, account) in [("only on", read.account), ("never on", read.not_account)] {
            if let Some(account) = account {
                self.field(out, name, &format!("{account:?} accounts").to_lowercase())?;
            }
        }
        self.section(out, "checks")?;
        self.phrases(out, "terms", &read.terms, true)?;
        self.phrases(out, "pattern", &read.pattern, true)?;
        self.nears(out, &read.near, true)?;
        for check in &read.identifier {
            self.check(out, Some(check.weight), "identifier", &[&check.regex])?;
        }
        for check in &read.slot {
            self.check(out, Some(check.weight), "slot", &check.any.get_ref().iter().collect::<Vec<_>>())?;
        }
        if let Some(scorer) = &read.scorer {
            writeln!(out, "      scorer      {}", scorer.head.get_ref())?;
        }
        if let Some(except) = &read.except {
            self.section(out, "except")?;
            for text in &except.any {
                writeln!(out, "  {}", harmless(text.get_ref()))?;
            }
        }
        if !read.cues.is_empty() {
            self.section(out, "cues")?;
        }
        for (cue, weight) in &read.cues {
            let title = self.rules().cues.iter().find(|c| c.id == *cue).map_or("", |c| c.title.as_str());
            writeln!(out, "  {}  {cue:<22} {}", self.points(*weight), self.look.paint(FAINT, title))?;
        }
        self.examples(out, self.info(file))?;
        let number = self.rules().categories.iter().position(|c| c.id == *category);
        number.map_or(Ok(()), |number| self.clauses(out, number))
    }

    /// A cue.
    pub fn cue(&self, out: &mut dyn Write, file: &SourceFile, read: &CueFile) -> io::Result<()> {
        self.head(out, read.id.get_ref(), "cue", &read.title, file)?;
        self.field(out, "reach", read.reach.get_ref())?;
        self.section(out, "checks")?;
        self.phrases(out, "terms", &read.terms, false)?;
        self.phrases(out, "pattern", &read.pattern, false)?;
        self.nears(out, &read.near, false)?;
        self.examples(out, self.info(file))?;
        self.section(out, "weighed by")?;
        let number = self.rules().cues.iter().position(|c| c.id == *read.id.get_ref());
        for detector in &self.rules().detectors {
            for (_, weight) in detector.cues.iter().filter(|(cue, _)| Some(usize::from(*cue)) == number) {
                writeln!(out, "  {}  {}", self.points(*weight), detector.id)?;
            }
        }
        Ok(())
    }

    /// A safe harbour.
    pub fn harbour(&self, out: &mut dyn Write, file: &SourceFile, read: &HarbourFile) -> io::Result<()> {
        self.head(out, &format!("safe.{}", read.id.get_ref()), "safe harbour", &read.title, file)?;
        self.field(out, "says", &read.message)?;
        self.field(out, "reach", read.reach.get_ref())?;
        let holds: Vec<&str> = read.holds.iter().map(|h| h.get_ref().as_str()).collect();
        self.field(out, "holds", &holds.join(", "))?;
        self.section(out, "checks")?;
        self.phrases(out, "terms", &read.terms, false)?;
        self.phrases(out, "pattern", &read.pattern, false)?;
        self.nears(out, &read.near, false)?;
        self.examples(out, self.info(file))
    }

    /// A word class.
    pub fn class(&self, out: &mut dyn Write, file: &SourceFile, read: &ClassFile) -> io::Result<()> {
        self.head(out, read.id.get_ref(), "class", &read.title, file)?;
        if let Some(source) = &read.source {
            self.field(out, "source", source)?;
        }
        let members: Vec<&str> = read.any.get_ref().iter().map(|t| t.get_ref().as_str()).collect();
        self.field(out, "members", &members.join(", "))?;
        let name = format!("{{{}}}", read.id.get_ref());
        let users = self
            .book
            .files
            .iter()
            .filter(|f| f.path.ends_with(".toml") && f.path != file.path && f.text.contains(&name));
        self.section(out, "used by")?;
        for user in users {
            writeln!(out, "  {}", self.book.path(&user.path))?;
        }
        Ok(())
    }

    /// A category.
    pub fn category(&self, out: &mut dyn Write, number: usize) -> io::Result<()> {
        let category = &self.rules().categories[number];
        writeln!(out, "{}  category: {}", self.look.paint(STRONG, &category.id), category.title)?;
        writeln!(out)?;
        self.field(out, "present", &category.present)?;
        if !category.not.is_empty() {
            self.field(out, "not", &category.not)?;
        }
        self.section(out, "detectors")?;
        for detector in self.rules().detectors.iter().filter(|d| usize::from(d.category) == number) {
            writeln!(out, "  {:<22} {}", detector.id, self.look.paint(FAINT, &detector.title))?;
        }
        self.clauses(out, number)
    }

    fn head(&self, out: &mut dyn Write, id: &str, kind: &str, title: &str, file: &SourceFile) -> io::Result<()> {
        writeln!(out, "{}  {kind}: {title}", self.look.paint(STRONG, id))?;
        writeln!(out, "{} {}", self.look.paint(FRAME, "-->"), self.book.path(&file.path))?;
        writeln!(out)
    }

    fn field(&self, out: &mut dyn Write, name: &str, text: &str) -> io::Result<()> {
        let options =
            textwrap::Options::new(self.look.width).initial_indent("            ").subsequent_indent("            ");
        let text = harmless(text);
        for (i, line) in textwrap::wrap(&text, options).iter().enumerate() {
            if i == 0 {
                writeln!(out, "  {} {}", self.look.paint(FAINT, format_args!("{name:<9}")), line.trim_start())?;
            } else {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    fn section(&self, out: &mut dyn Write, name: &str) -> io::Result<()> {
        writeln!(out)?;
        writeln!(out, "{}", self.look.paint(FRAME, name))
    }

    fn phrases(&self, out: &mut dyn Write, kind: &str, checks: &[Phrases], weighs: bool) -> io::Result<()> {
        for check in checks {
            let kind = if check.masked { format!("{kind}, masked too") } else { kind.to_owned() };
            self.check(out, weighs.then_some(check.weight), &kind, &check.any.get_ref().iter().collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// `weighs`: cues and safe harbours are there or not, only detectors weigh.
    fn nears(&self, out: &mut dyn Write, checks: &[NearCheck], weighs: bool) -> io::Result<()> {
        for check in checks {
            for (i, list) in check.all.iter().enumerate() {
                let (weight, kind) = match i {
                    0 => (weighs.then_some(check.weight), format!("near, within {}", check.within.get_ref())),
                    _ => (None, "and".to_owned()),
                };
                self.check(out, weight, &kind, &list.get_ref().iter().collect::<Vec<_>>())?;
            }
        }
        Ok(())
    }

    fn check(&self, out: &mut dyn Write, weight: Option<i8>, kind: &str, texts: &[&Text]) -> io::Result<()> {
        match weight {
            Some(weight) => writeln!(out, "  {}  {}", self.points(weight), self.look.paint(FAINT, kind))?,
            None => writeln!(out, "        {}", self.look.paint(FAINT, kind))?,
        }
        // Words stand beside each other, patterns one below the other.
        let words = texts.iter().all(|t| !t.get_ref().contains(['(', '{', '.', '[']));
        let texts: Vec<&str> = texts.iter().map(|t| t.get_ref().as_str()).collect();
        let texts = if words { vec![texts.join(", ")] } else { texts.into_iter().map(str::to_owned).collect() };
        for text in &texts {
            let options = textwrap::Options::new(self.look.width)
                .initial_indent("        ")
                .subsequent_indent("          ")
                .break_words(false);
            for line in textwrap::wrap(&harmless(text), options) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    fn points(&self, points: i8) -> String {
        self.look.paint(if points < 0 { GOOD } else { WARN }, format!("{points:+4}")).to_string()
    }

    fn info(&self, file: &SourceFile) -> Option<&RuleInfo> {
        self.book.compiled.infos.iter().find(|i| i.file.name() == file.path)
    }

    fn examples(&self, out: &mut dyn Write, info: Option<&RuleInfo>) -> io::Result<()> {
        let Some(info) = info else { return Ok(()) };
        self.section(out, "examples")?;
        for example in &info.hit {
            write!(out, "  hit   ")?;
            let mut from = 0;
            for at in &example.marked {
                let marked = self.look.paint(WARN, harmless(&example.text[at.clone()]));
                write!(out, "{}[{marked}]", harmless(&example.text[from..at.start]))?;
                from = at.end;
            }
            writeln!(out, "{}", harmless(&example.text[from..]))?;
        }
        for example in &info.miss {
            writeln!(out, "  miss  {}", harmless(&example.text))?;
        }
        Ok(())
    }

    /// The clauses of all policies that speak of a category.
    fn clauses(&self, out: &mut dyn Write, number: usize) -> io::Result<()> {
        self.section(out, "clauses")?;
        for policy in &self.rules().policies {
            for clause in &policy.clauses {
                for rule in clause.rules.iter().filter(|r| r.categories.iter().any(|&c| usize::from(c) == number)) {
                    let modality = self.look.paint(modality_style(Some(rule.modality)), modality_word(rule.modality));
                    writeln!(
                        out,
                        "  {:<20} {modality:<11}  {:<10}  {}",
                        policy.id,
                        clause.id,
                        self.look.paint(FAINT, &clause.heading)
                    )?;
                }
            }
        }
        Ok(())
    }
}
