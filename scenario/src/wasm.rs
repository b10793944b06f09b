//! The edge to JavaScript: scenarios of any shape in, what is wrong with them out.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::{ProblemKind, Scenario, ScenarioProblem, Verdict};

/// What was read of a trainer's own scenarios.
#[derive(Debug, Serialize, tsify::Tsify)]
pub struct ScenarioReport {
    /// Those that could be read, with every key.
    pub scenarios: Vec<Scenario>,
    /// All that is wrong with their form.
    pub problems: Vec<ScenarioProblem>,
}

/// Reads scenarios, of whatever shape, and says all that is wrong with their form.
///
/// # Errors
/// Throws for a wrong `known`; the scenarios can be anything.
#[wasm_bindgen(js_name = readScenarios, unchecked_return_type = "ScenarioReport")]
pub fn read_scenarios(
    scenarios: Vec<JsValue>,
    #[wasm_bindgen(unchecked_param_type = "Known")] known: JsValue,
) -> Result<JsValue, JsError> {
    let (whole, verdict) = (write(&Scenario::default())?, write(&Verdict::default())?);
    let (mut readable, mut problems) = (Vec::new(), Vec::new());
    for (at, given) in scenarios.into_iter().enumerate() {
        let mut wrong = |key: String, kind| {
            let scenario = (at + 1).to_string();
            problems.push(ScenarioProblem { scenario, key, kind, value: String::new(), policy: String::new() });
        };
        for key in unknown_keys(&given, &whole) {
            wrong(key, ProblemKind::UnknownKey);
        }
        let verdicts = js_sys::Reflect::get(&given, &"verdict".into()).unwrap_or(JsValue::UNDEFINED);
        for (at, given) in verdicts.dyn_ref::<js_sys::Array>().into_iter().flat_map(js_sys::Array::iter).enumerate() {
            for key in unknown_keys(&given, &verdict) {
                wrong(format!("verdict.{at}.{key}"), ProblemKind::UnknownKey);
            }
        }
        match read::<Scenario>(given.clone()) {
            Ok(scenario) => readable.push(scenario),
            Err(_) => wrong(unreadable_key(&given), ProblemKind::WrongValue),
        }
    }
    problems.extend(crate::form(&read(known)?, &readable));
    write(&ScenarioReport { scenarios: readable, problems })
}

/// Where the checker and a scenario disagree under one policy.
///
/// # Errors
/// Throws for a wrong scenario or wrong findings.
#[wasm_bindgen(unchecked_return_type = "ScenarioProblem[]")]
pub fn lesson(
    #[wasm_bindgen(unchecked_param_type = "Scenario")] scenario: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Checked")] checked: JsValue,
) -> Result<JsValue, JsError> {
    write(&crate::lesson(&read(scenario)?, &read(checked)?))
}

/// Keys that `known` does not have. Reading a JavaScript object asks for known keys only, so a misspelt one would go unnoticed.
fn unknown_keys(given: &JsValue, known: &JsValue) -> Vec<String> {
    let (Some(given), Some(known)) = (given.dyn_ref::<js_sys::Object>(), known.dyn_ref::<js_sys::Object>()) else {
        return Vec::new();
    };
    let keys = js_sys::Object::keys(given);
    keys.iter().filter(|key| !js_sys::Object::has_own(known, key)).filter_map(|key| key.as_string()).collect()
}

/// The first key whose value, taken alone, is no scenario's; empty where the whole is no object.
fn unreadable_key(given: &JsValue) -> String {
    let Some(object) = given.dyn_ref::<js_sys::Object>() else { return String::new() };
    let unreadable = |key: &JsValue| {
        let alone = js_sys::Object::new();
        let value = js_sys::Reflect::get(object, key).unwrap_or(JsValue::UNDEFINED);
        js_sys::Reflect::set(&alone, key, &value).is_ok() && read::<Scenario>(alone.into()).is_err()
    };
    js_sys::Object::keys(object).iter().find(unreadable).and_then(|key| key.as_string()).unwrap_or_default()
}

fn read<T: DeserializeOwned>(value: JsValue) -> Result<T, JsError> {
    serde_wasm_bindgen::from_value(value).map_err(|error| JsError::new(&error.to_string()))
}

fn write(value: &impl Serialize) -> Result<JsValue, JsError> {
    value.serialize(&serde_wasm_bindgen::Serializer::new()).map_err(|error| JsError::new(&error.to_string()))
}
