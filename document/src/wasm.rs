//! The edge to JavaScript.

use wasm_bindgen::prelude::*;

/// The kind of document that these bytes begin.
#[wasm_bindgen(js_name = formatOf, unchecked_return_type = "Format")]
pub fn format_of(bytes: &[u8]) -> JsValue {
    serde_wasm_bindgen::to_value(&crate::format_of(bytes)).unwrap_or(JsValue::UNDEFINED)
}
