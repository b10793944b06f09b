//! The edge to JavaScript: plain objects in, plain objects out. Thin on purpose; everything is decided elsewhere.
//!
//! The TypeScript types are generated from the Rust ones (tsify), so nothing is written twice. Errors are thrown as `Error` with a
//! message that names key and value.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::settings::Context;
use crate::{builtin, catalogue};

/// Checks texts for one writer under one policy. Other settings are another checker.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Checker(Arc<crate::Checker>);

#[wasm_bindgen]
impl Checker {
    /// Makes a checker, such as `new Checker({policy: "model-26", profile})`; every key may be left out.
    ///
    /// # Errors
    /// Throws for an unknown key or policy, or a value of the wrong kind.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(unchecked_param_type = "Partial<Settings>")] settings: JsValue) -> Result<Self, JsError> {
        if let Some(key) = unknown_key(&settings, &write(&crate::Settings::default())?) {
            return Err(JsError::new(&format!("settings: there is no key '{key}'")));
        }
        let checker = crate::Checker::new(read(settings)?)?;
        Ok(Self(Arc::new(checker)))
    }

    /// The findings of a text; offsets in UTF-16 units.
    ///
    /// # Errors
    /// Throws for a wrong context; the text can be any.
    #[wasm_bindgen(unchecked_return_type = "Finding[]")]
    pub fn check(
        &self,
        text: &str,
        #[wasm_bindgen(unchecked_param_type = "Partial<Context> | undefined")] context: JsValue,
    ) -> Result<JsValue, JsError> {
        write(&self.0.check(text, self::context(context)?))
    }

    /// Why a text gets the findings that it gets.
    ///
    /// # Errors
    /// As `check`.
    #[wasm_bindgen(unchecked_return_type = "Explanation")]
    pub fn explain(
        &self,
        text: &str,
        #[wasm_bindgen(unchecked_param_type = "Partial<Context> | undefined")] context: JsValue,
    ) -> Result<JsValue, JsError> {
        write(&self.0.explain(text, self::context(context)?))
    }

    /// The clauses that hold for a category on this account, whatever the words; strongest first.
    ///
    /// # Errors
    /// Throws for a wrong context.
    #[wasm_bindgen(js_name = clausesFor, unchecked_return_type = "ClauseRef[]")]
    pub fn clauses_for(
        &self,
        category: &str,
        #[wasm_bindgen(unchecked_param_type = "Partial<Context> | undefined")] context: JsValue,
    ) -> Result<JsValue, JsError> {
        write(&self.0.clauses_for(category, self::context(context)?))
    }

    /// A session for one compose box: checks its text again and again, looking anew only at what an edit touched.
    ///
    /// # Errors
    /// Throws for a wrong context.
    pub fn session(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Partial<Context> | undefined")] context: JsValue,
    ) -> Result<Session, JsError> {
        Ok(Session(self.0.session(self::context(context)?)))
    }
}

/// Checks the text of one compose box again and again.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Session(crate::Session);

#[wasm_bindgen]
impl Session {
    /// The findings of the text as it is now; the same as `Checker.check` would give.
    ///
    /// # Errors
    /// Never; the type is that of all calls that hand out objects.
    #[wasm_bindgen(unchecked_return_type = "Finding[]")]
    pub fn check(&mut self, text: &str) -> Result<JsValue, JsError> {
        write(&self.0.check(text))
    }
}

/// The built-in policies, to choose from.
///
/// # Errors
/// Never.
#[wasm_bindgen(unchecked_return_type = "PolicySummary[]")]
pub fn policies() -> Result<JsValue, JsError> {
    write(&catalogue::policies(&builtin::rules()))
}

/// A built-in policy with all its clauses; undefined if there is none of this id.
///
/// # Errors
/// Never.
#[wasm_bindgen(unchecked_return_type = "PolicyDocument | undefined")]
pub fn policy(id: &str) -> Result<JsValue, JsError> {
    match catalogue::policy(&builtin::rules(), id) {
        Some(policy) => write(&policy),
        None => Ok(JsValue::UNDEFINED),
    }
}

/// Clauses of the other built-in policies that speak of the same matters as this one of `policy`, which may be an organisation's own.
///
/// # Errors
/// What in the policy doesn't fit the rules.
#[wasm_bindgen(unchecked_return_type = "RelatedClause[]")]
pub fn related(
    #[wasm_bindgen(unchecked_param_type = "PolicyDocument")] policy: JsValue,
    clause: &str,
) -> Result<JsValue, JsError> {
    let policy = serde_wasm_bindgen::from_value(policy).map_err(|e| JsError::new(&e.to_string()))?;
    let related = catalogue::related(&builtin::rules(), &policy, clause).map_err(|e| JsError::new(&e))?;
    write(&related)
}

/// What a policy asks for on a day, given by its number, that no text on this account can show; undefined if there is nothing.
///
/// # Errors
/// What is wrong in the policy or the account.
#[wasm_bindgen(js_name = reminderOfDay, unchecked_return_type = "Reminder | undefined")]
pub fn reminder_of_day(
    #[wasm_bindgen(unchecked_param_type = "PolicyDocument")] policy: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Account")] account: JsValue,
    day: u32,
) -> Result<JsValue, JsError> {
    write(&catalogue::reminder_of_day(&read(policy)?, read(account)?, day))
}

/// What a policy asks for beside one of its clauses that no text on this account can show; undefined if there is nothing.
///
/// # Errors
/// What is wrong in the policy or the account.
#[wasm_bindgen(js_name = reminderBeside, unchecked_return_type = "Reminder | undefined")]
pub fn reminder_beside(
    #[wasm_bindgen(unchecked_param_type = "PolicyDocument")] policy: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Account")] account: JsValue,
    clause: &str,
) -> Result<JsValue, JsError> {
    write(&catalogue::reminder_beside(&read(policy)?, read(account)?, clause))
}

/// What a text can be flagged for.
///
/// # Errors
/// Never.
#[wasm_bindgen(unchecked_return_type = "CategoryDocument[]")]
pub fn categories() -> Result<JsValue, JsError> {
    write(&catalogue::categories(&builtin::rules()))
}

/// The built-in detectors, for the list of those that were switched off.
///
/// # Errors
/// Never.
#[wasm_bindgen(unchecked_return_type = "DetectorDocument[]")]
pub fn detectors() -> Result<JsValue, JsError> {
    write(&catalogue::detectors(&builtin::rules()))
}

/// The path of the first key that `known` does not have. Reading a JavaScript object asks for known keys only, so a
/// misspelt one would go unnoticed.
fn unknown_key(given: &JsValue, known: &JsValue) -> Option<String> {
    let (given, known) = (given.dyn_ref::<js_sys::Object>()?, known.dyn_ref::<js_sys::Object>()?);
    if js_sys::Array::is_array(given) || js_sys::Array::is_array(known) {
        return None;
    }
    js_sys::Object::keys(given).iter().find_map(|key| {
        let name = key.as_string()?;
        if !js_sys::Object::has_own(known, &key) {
            return Some(name);
        }
        let (given, known) = (js_sys::Reflect::get(given, &key).ok()?, js_sys::Reflect::get(known, &key).ok()?);
        unknown_key(&given, &known).map(|rest| format!("{name}.{rest}"))
    })
}

fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, JsError> {
    serde_wasm_bindgen::from_value(value).map_err(|e| JsError::new(&e.to_string()))
}

fn context(value: JsValue) -> Result<Context, JsError> {
    if value.is_undefined() { Ok(Context::default()) } else { read(value) }
}

fn write<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    value.serialize(&serde_wasm_bindgen::Serializer::new()).map_err(|e| JsError::new(&e.to_string()))
}
