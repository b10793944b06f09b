//! The edge to JavaScript.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::{Attachment, OutlineClause, Problem};

/// What became of a file.
#[derive(Serialize, tsify::Tsify)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Outcome {
    /// It was read.
    Attached {
        /// What was found.
        attachment: Attachment,
    },
    /// It can't be attached.
    Refused {
        /// Why.
        problem: Problem,
    },
}

/// Reads a document and finds the clauses of an outline in it.
///
/// # Errors
/// Throws only if `outline` has the wrong shape; the file can be any.
#[wasm_bindgen(js_name = attachDocument, unchecked_return_type = "Outcome")]
pub fn attach_document(
    bytes: &[u8],
    #[wasm_bindgen(unchecked_param_type = "OutlineClause[]")] outline: JsValue,
) -> Result<JsValue, JsError> {
    let outline: Vec<OutlineClause> = serde_wasm_bindgen::from_value(outline)?;
    let outcome = match crate::attach(bytes, &outline) {
        Ok(attachment) => Outcome::Attached { attachment },
        Err(problem) => Outcome::Refused { problem },
    };
    Ok(outcome.serialize(&Serializer::json_compatible())?)
}
