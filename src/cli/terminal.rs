//! What the terminal can do: colours and width.

use std::fmt::Display;
use std::io::IsTerminal;

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use clausemark::Modality;

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Also into files and pipes.
    Always,
    /// Nowhere.
    Never,
}

impl Color {
    /// Whether there are colours, on a terminal or not, with the environment against them or not.
    fn holds(self, terminal: bool, unwanted: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => terminal && !unwanted,
        }
    }
}

/// Line numbers, arrows and bars beside a text.
pub const FRAME: Style = AnsiColor::BrightBlue.on_default().bold();
/// Words that matter.
pub const STRONG: Style = Style::new().bold();
/// Words that matter less.
pub const FAINT: Style = Style::new().dimmed();
/// Something is wrong.
pub const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
/// Something is well.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// Something wants a look.
pub const WARN: Style = AnsiColor::Yellow.on_default().bold();

/// The style of a modality: the stronger, the warmer. Without a policy there is none.
pub fn modality_style(modality: Option<Modality>) -> Style {
    match modality {
        Some(Modality::Prohibited) => ERROR,
        Some(Modality::Permission) => AnsiColor::BrightMagenta.on_default().bold(),
        Some(Modality::Discouraged | Modality::Limit) | None => WARN,
        Some(Modality::Notice | Modality::Duty) => AnsiColor::Cyan.on_default().bold(),
        Some(Modality::Allowed) => GOOD,
    }
}

/// The word for a modality, as in policy files.
pub fn modality_word(modality: Modality) -> &'static str {
    match modality {
        Modality::Allowed => "allowed",
        Modality::Duty => "duty",
        Modality::Notice => "notice",
        Modality::Limit => "limit",
        Modality::Discouraged => "discouraged",
        Modality::Permission => "permission",
        Modality::Prohibited => "prohibited",
    }
}

/// How to write to one of the two outputs.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    colors: bool,
    /// Columns to fill.
    pub width: usize,
}

/// Columns where there is no terminal to ask.
const WIDTH: usize = 100;

impl Look {
    /// For standard output.
    pub fn stdout(color: Color) -> Self {
        Self::new(color, std::io::stdout().is_terminal())
    }

    /// For standard error.
    pub fn stderr(color: Color) -> Self {
        Self::new(color, std::io::stderr().is_terminal())
    }

    fn new(color: Color, terminal: bool) -> Self {
        // https://no-color.org: any value that is not empty.
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        let width = if terminal { textwrap::termwidth().clamp(40, 120) } else { WIDTH };
        Self { colors: color.holds(terminal, no_color || dumb), width }
    }

    /// No colours and a fixed width.
    #[cfg(test)]
    pub fn plain(width: usize) -> Self {
        Self { colors: false, width }
    }

    /// A text in a style, if there are colours.
    pub fn paint<T: Display>(&self, style: Style, text: T) -> Painted<T> {
        Painted { style: if self.colors { style } else { Style::new() }, text }
    }
}

/// A text with its style.
#[derive(Debug)]
pub struct Painted<T> {
    style: Style,
    text: T,
}

impl<T: Display> Display for Painted<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The text itself is padded, not the escape sequences.
        write!(f, "{}", self.style.render())?;
        self.text.fmt(f)?;
        write!(f, "{}", self.style.render_reset())
    }
}

/// A text that can't steer the terminal: drafts come from anywhere, and an escape sequence or a
/// change of direction in one of them must be seen, not obeyed.
pub fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            '\x7f' => '\u{2421}',
            '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// `1 finding`, `2 findings`.
pub fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_need_a_terminal_and_nobody_against_them() {
        assert!(Color::Auto.holds(true, false));
        assert!(!Color::Auto.holds(true, true) && !Color::Auto.holds(false, false));
        assert!(Color::Always.holds(false, true) && !Color::Never.holds(true, false));
    }

    #[test]
    fn escape_sequences_are_shown_not_obeyed() {
        assert_eq!(harmless("a\x1b[31mb\u{202e}c\u{9b}d"), "a␛[31mb\u{fffd}c\u{fffd}d");
        assert_eq!(harmless("👮🏽‍♀️ é"), "👮🏽‍♀️ é");
    }
}
