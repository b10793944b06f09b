//! From a draft as typed to tokens that detectors can be matched against, each with its exact original place.
//!
//! A text is cut into [sentences](sentence), each sentence into [tokens](token) by [tokenise]. A token holds the folded form
//! of a word (case, accents, look-alike letters and invisible characters taken out by the [fold] table) and the
//! byte range that it came from. Obfuscated spellings are undone in [unmask].

pub mod emoji;
pub mod fold;
pub mod hash;
pub mod sentence;
pub mod token;
pub mod tokenise;
pub mod unmask;
pub mod utf16;
mod word;
