//! What a folder of rules may hold at most.
//!
//! A folder that somebody was sent must not take over the machine that compiles it, nor slow down every check after it.
//! Each limit is several times what the built-in rules need; what is over it is a mistake like any other, with its place.

/// Files of a folder.
pub const FILES: usize = 20_000;
/// Bytes of one file.
pub const FILE_BYTES: u64 = 1 << 20;
/// Bytes of all files together.
pub const FOLDER_BYTES: u64 = 64 << 20;
/// Folders inside folders.
pub const FOLDER_DEPTH: usize = 8;
/// Mistakes that are told; a folder with more of them is no rule folder.
pub const PROBLEMS: usize = 1_000;

/// Bytes of one pattern or regular expression.
pub const PATTERN_BYTES: usize = 4_000;
/// Instructions of one program; a trigger costs at most so many times the tokens around it.
pub const CODE: usize = 4_000;
/// Instructions of all programs.
pub const ALL_CODE: usize = 8_000_000;
/// Spellings that one class holds by itself.
pub const CLASS_WORDS: usize = 20_000;
/// Spellings of all classes, words and lists of words together.
pub const ALL_WORDS: usize = 4_000_000;
/// Other forms of one word, or words that one contraction stands for.
pub const FORMS: usize = 32;

/// Shapes (regular expressions) in all.
pub const SHAPES: usize = 200;
/// Bytes of a match of a shape.
pub const SHAPE_LENGTH: usize = 800;
/// Bytes of one automaton, and of what is needed to build it.
pub const AUTOMATON_BYTES: usize = 1 << 21;
/// Bytes up to which an automaton is made as small as can be: the time for that grows much faster than its size.
pub const MINIMIZED_BYTES: usize = 1 << 19;
/// Bytes of all automata as they are shipped.
pub const ALL_AUTOMATA_BYTES: usize = 16 << 20;
