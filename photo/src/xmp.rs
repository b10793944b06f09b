//! XMP: what editing programs write, as RDF in XML (ISO 16684-1). Known properties are read wherever they stand, as
//! element or attribute, so that no program's habits matter; entities of an own document type are never expanded.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::report::{Field, Origin};
use crate::tiff::text_within;
use crate::traces::{Traces, clean_time};

/// Longest packet that is read, in bytes. Real ones have some kilobytes.
const LONGEST: usize = 2 * 1024 * 1024;
/// Most events of one packet that are looked at.
const MOST_EVENTS: usize = 100_000;
/// Most names of namespaces that are kept.
const MOST_NAMESPACES: usize = 100;

/// Reads an XMP packet. Where it is malformed, what stands before is told.
pub fn read(packet: &[u8], traces: &mut Traces) {
    if !traces.budget.pay(packet.len().min(LONGEST)) {
        return;
    }
    let packet = text_within(packet, LONGEST);
    let packet = packet.trim_matches(|c: char| c == '\0' || c == '\u{FEFF}' || c.is_whitespace());
    if packet.is_empty() {
        return;
    }
    let mut reader = Reader::from_str(packet);
    // Only the beginning of an element names what stands in it; a wrong end says nothing against that.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut reading = Reading::default();
    for _ in 0..MOST_EVENTS {
        match reader.read_event() {
            Ok(Event::Start(element)) => reading.begin(&element, traces),
            Ok(Event::Empty(element)) => {
                reading.begin(&element, traces);
                reading.end(traces);
            }
            Ok(Event::End(_)) => reading.end(traces),
            Ok(Event::Text(words)) => reading.value.push_str(&words.into_inner()),
            Ok(Event::CData(words)) => reading.value.push_str(&words.into_inner()),
            Ok(Event::GeneralRef(name)) => reading.reference(&name.into_inner()),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    reading.finish(traces);
}

/// A property's namespace, by the prefix that it usually has.
type Prefix = &'static str;

/// The namespaces with something to tell, and the usual prefix of each.
const NAMESPACES: [(&str, Prefix); 20] = [
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://ns.adobe.com/xap/1.0/", "xmp"),
    ("http://ns.adobe.com/xap/1.0/mm/", "xmpMM"),
    ("http://ns.adobe.com/xap/1.0/rights/", "xmpRights"),
    ("http://ns.adobe.com/xap/1.0/sType/ResourceEvent#", "stEvt"),
    ("http://ns.adobe.com/photoshop/1.0/", "photoshop"),
    ("http://ns.adobe.com/tiff/1.0/", "tiff"),
    ("http://ns.adobe.com/exif/1.0/", "exif"),
    ("http://cipa.jp/exif/1.0/", "exifEX"),
    ("http://ns.adobe.com/exif/1.0/aux/", "aux"),
    ("http://ns.adobe.com/lightroom/1.0/", "lr"),
    ("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore"),
    ("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt"),
    ("http://www.metadataworkinggroup.com/schemas/regions/", "mwg-rs"),
    ("http://ns.microsoft.com/photo/1.2/t/Region#", "MPReg"),
    ("http://ns.microsoft.com/photo/1.0/", "MicrosoftPhoto"),
    ("http://ns.google.com/photos/1.0/camera/", "GCamera"),
    ("http://ns.google.com/photos/1.0/image/", "GImage"),
    ("http://ns.google.com/photos/1.0/audio/", "GAudio"),
    ("http://ns.useplus.org/ldf/xmp/1.0/", "plus"),
];

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// What a property tells. Places and camera names have parts, which are put together at the end.
fn property(prefix: &str, name: &str) -> Option<Told> {
    use Field as F;
    use Told::{As, CameraPart, Degrees, PlacePart, There, Time};
    Some(match (prefix, name) {
        ("dc", "creator") | ("tiff", "Artist") | ("photoshop", "AuthorsPosition" | "CaptionWriter") => As(F::Author),
        ("xmpRights", "Owner") | ("aux", "OwnerName") | ("exifEX", "CameraOwnerName") => As(F::Owner),
        ("dc", "title") | ("photoshop", "Headline") => As(F::Title),
        ("dc", "description") | ("tiff", "ImageDescription") => As(F::Caption),
        ("Iptc4xmpCore", "AltTextAccessibility" | "ExtDescrAccessibility") => As(F::Caption),
        ("dc", "subject") | ("lr", "hierarchicalSubject") => As(F::Keywords),
        ("dc" | "photoshop", "rights" | "Credit" | "Source") | ("tiff", "Copyright") => As(F::Copyright),
        ("photoshop", "Instructions" | "TransmissionReference") => As(F::Instructions),
        ("exif", "UserComment") => As(F::Comment),
        ("Iptc4xmpCore", "CiAdrExtadr" | "CiAdrCity" | "CiAdrPcode" | "CiEmailWork" | "CiTelWork" | "CiUrlWork") => {
            As(F::Contact)
        }
        ("Iptc4xmpExt", "PersonInImage" | "PersonName") | ("mwg-rs", "Name") | ("MPReg", "PersonDisplayName") => {
            As(F::PersonShown)
        }
        ("Iptc4xmpExt", "Event") => As(F::Caption),
        ("Iptc4xmpCore", "Location") | ("Iptc4xmpExt", "Sublocation" | "LocationName") => PlacePart(0),
        ("photoshop" | "Iptc4xmpExt", "City") => PlacePart(1),
        ("photoshop", "State") | ("Iptc4xmpExt", "ProvinceState") => PlacePart(2),
        ("photoshop", "Country") | ("Iptc4xmpExt", "CountryName") => PlacePart(3),
        ("exif", "GPSLatitude") => Degrees(0),
        ("exif", "GPSLongitude") => Degrees(1),
        ("exif", "GPSTimeStamp") => Time(F::SatelliteTime),
        ("exif", "DateTimeOriginal" | "DateTimeDigitized") | ("photoshop", "DateCreated") => Time(F::Taken),
        ("xmp", "CreateDate") => Time(F::Taken),
        ("xmp", "ModifyDate" | "MetadataDate") | ("tiff", "DateTime") | ("stEvt", "when") => Time(F::Changed),
        ("tiff", "Make") => CameraPart(0),
        ("tiff", "Model") => CameraPart(1),
        ("aux" | "exifEX", "Lens" | "LensModel") => As(F::Lens),
        ("aux", "SerialNumber") | ("exifEX", "BodySerialNumber") => As(F::CameraSerial),
        ("aux" | "exifEX", "LensSerialNumber") | ("MicrosoftPhoto", "LensSerialNumber") => As(F::LensSerial),
        ("MicrosoftPhoto", "CameraSerialNumber") => As(F::CameraSerial),
        ("exif", "ImageUniqueID") | ("xmpMM", "DocumentID" | "OriginalDocumentID" | "InstanceID") => As(F::PictureId),
        ("Iptc4xmpExt", "DigImageGUID") => As(F::PictureId),
        ("xmp", "CreatorTool") | ("tiff", "Software") | ("stEvt", "softwareAgent") => As(F::Software),
        ("xmpMM", "History" | "DerivedFrom") | ("photoshop", "History" | "DocumentAncestors") => There(F::History),
        ("GCamera", "MotionPhoto" | "MicroVideo") => There(F::Clip),
        ("GImage", "Data") => There(F::MorePictures),
        ("GAudio", "Data") => There(F::Clip),
        ("xmp", "Thumbnails") => There(F::Thumbnail),
        ("plus", "ImageCreatorName" | "CopyrightOwnerName" | "LicensorName") => As(F::Author),
        ("plus", "LicensorEmail" | "LicensorTelephone1" | "LicensorStreetAddress") => As(F::Contact),
        _ => return None,
    })
}

/// What to make of a property's value.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Told {
    As(Field),
    Time(Field),
    There(Field),
    PlacePart(usize),
    CameraPart(usize),
    Degrees(usize),
}

#[derive(Debug, Default)]
struct Reading {
    /// Prefixes as this packet has them.
    prefixes: HashMap<String, &'static str>,
    /// The open elements: what each tells. Elements of RDF itself tell what the one around them tells.
    open: Vec<Option<Told>>,
    /// The text since the last tag.
    value: String,
    place: [String; 4],
    camera: [String; 2],
    degrees: [Option<f64>; 2],
}

impl Reading {
    fn begin(&mut self, element: &BytesStart<'_>, traces: &mut Traces) {
        self.value.clear();
        let attributes = || {
            let mut all = element.attributes();
            all.with_checks(false);
            all.flatten()
        };
        for attribute in attributes() {
            let name: &str = attribute.key.as_ref();
            let Some(prefix) = name.strip_prefix("xmlns:") else { continue };
            let known = NAMESPACES.iter().find(|(uri, _)| *uri == &*attribute.value).map(|(_, usual)| *usual);
            let known = known.or((&*attribute.value == RDF).then_some("rdf"));
            if let Some(usual) = known.filter(|_| self.prefixes.len() < MOST_NAMESPACES) {
                self.prefixes.insert(prefix.to_owned(), usual);
            }
        }
        for attribute in attributes() {
            let told = self.told(attribute.key.as_ref());
            if let (Some(told), Ok(value)) = (told, attribute.normalized_value(XmlVersion::Implicit1_0)) {
                self.tell(told, &value, traces);
            }
        }
        let name = element.name();
        let name: &str = name.as_ref();
        let is_rdf = name.split_once(':').is_some_and(|(prefix, _)| self.prefixes.get(prefix) == Some(&"rdf"));
        let told = if is_rdf { self.open.last().copied().flatten() } else { self.told(name) };
        if let (Some(Told::There(field)), false) = (told, is_rdf) {
            traces.note(field, Origin::Xmp);
        }
        self.open.push(told);
    }

    fn end(&mut self, traces: &mut Traces) {
        if let Some(told) = self.open.pop().flatten() {
            let value = std::mem::take(&mut self.value);
            self.tell(told, &value, traces);
        }
        self.value.clear();
    }

    fn told(&self, name: &str) -> Option<Told> {
        let (prefix, local) = name.split_once(':')?;
        property(self.prefixes.get(prefix)?, local)
    }

    /// A character written as a reference, such as `&amp;` or `&#233;`.
    fn reference(&mut self, name: &str) {
        let code = name.strip_prefix("#x").map_or_else(
            || name.strip_prefix('#').and_then(|digits| digits.parse().ok()),
            |digits| u32::from_str_radix(digits, 16).ok(),
        );
        let named = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => None,
        };
        self.value.extend(named.or(code.and_then(char::from_u32)));
    }

    fn tell(&mut self, told: Told, value: &str, traces: &mut Traces) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        match told {
            Told::As(field) => traces.add(field, Origin::Xmp, value),
            Told::Time(field) => {
                if let Some(time) = clean_time(value) {
                    traces.add(field, Origin::Xmp, &time);
                }
            }
            // `GCamera:MotionPhoto="0"` says that there is none.
            Told::There(field) if value != "0" => traces.note(field, Origin::Xmp),
            Told::There(_) => {}
            Told::PlacePart(part) => self.place[part] = value.to_owned(),
            Told::CameraPart(part) => self.camera[part] = value.to_owned(),
            Told::Degrees(axis) => self.degrees[axis] = degrees(value),
        }
    }

    fn finish(self, traces: &mut Traces) {
        let place: Vec<&str> = self.place.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        traces.add(Field::PlaceName, Origin::Xmp, &place.join(", "));
        traces.add(Field::Camera, Origin::Xmp, &camera_name(&self.camera[0], &self.camera[1]));
        if let [Some(latitude), Some(longitude)] = self.degrees {
            traces.add_place(Origin::Xmp, latitude, longitude);
        }
    }
}

/// Make and model in one; most makers begin the model's name with their own.
pub fn camera_name(make: &str, model: &str) -> String {
    let first = make.split(' ').next().unwrap_or_default();
    if model.to_lowercase().starts_with(&first.to_lowercase()) { model.to_owned() } else { format!("{make} {model}") }
}

/// `41,24.2028N` or `41,24,12N` in degrees (XMP specification part 2, "GPSCoordinate").
fn degrees(value: &str) -> Option<f64> {
    let letter = value.chars().next_back()?.to_ascii_uppercase();
    let sign = match letter {
        'N' | 'E' => 1.0,
        'S' | 'W' => -1.0,
        _ => return None,
    };
    let mut sum = 0.0;
    for (part, size) in value[..value.len() - 1].split(',').zip([1.0, 60.0, 3600.0]) {
        sum += part.trim().parse::<f64>().ok()? / size;
    }
    Some(sum * sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(packet: &str) -> Vec<(Field, String)> {
        let mut traces = Traces::default();
        read(packet.as_bytes(), &mut traces);
        traces.finish().into_iter().map(|trace| (trace.field, trace.value)).collect()
    }

    #[test]
    fn a_property_is_the_same_as_element_and_as_attribute() {
        let packet = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <r:Description xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:City="Fernhollow">
            <d:creator><r:Seq><r:li>Erin &amp; Whit</r:li><r:li>Dana</r:li></r:Seq></d:creator>
            </r:Description></r:RDF></x:xmpmeta>"#;
        assert_eq!(
            values(packet),
            [
                (Field::PlaceName, "Fernhollow".into()),
                (Field::Author, "Erin & Whit".into()),
                (Field::Author, "Dana".into())
            ]
        );
    }

    #[test]
    fn what_stands_before_a_mistake_is_told() {
        let packet = r#"<a xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Porch</dc:title><b <c"#;
        assert_eq!(values(packet), [(Field::Title, "Porch".into())]);
    }

    #[test]
    fn degrees_are_signed() {
        assert_eq!(degrees("41,24.6N"), Some(41.41));
        assert_eq!(degrees("2,30,0W"), Some(-2.5));
        assert_eq!(degrees("é"), None);
    }
}
