//! What is told of each sample.

use clausemark_photo::{Field, Format, Kind, Origin, PhotoReader, PhotoReport, ProblemKind, Step, read_photo};

use crate::make::{Exif, ascii, gif, iptc, jpeg, jpeg_with, opaque, png, resource, xmp};
use crate::{fields, samples, values};

#[test]
fn a_phone_tells_where_when_whose_and_with_what() {
    let report = read_photo(&samples::phone(), Some("IMG_0012.JPG"));
    assert_eq!((report.format, report.width, report.height), (Some(Format::Jpeg), Some(320), Some(240)));
    assert_eq!(values(&report, Field::Coordinates), ["44.99170, -93.26250"]);
    let place = report.gives[0].place.expect("the place comes first");
    assert!((place.latitude - 44.9917).abs() < 1e-6 && (place.longitude + 93.2625).abs() < 1e-6);
    assert_eq!(values(&report, Field::Taken), ["2026-03-14 22:40:31 -05:00"]);
    assert_eq!(values(&report, Field::Owner), ["Erin Whitcomb"]);
    assert_eq!(values(&report, Field::CameraSerial), ["LF7-0093418"]);
    assert_eq!(values(&report, Field::Camera), ["Larkfield L7"]);
    assert_eq!(values(&report, Field::PictureId), ["AB12"]);
    assert_eq!(values(&report, Field::Thumbnail), [""]);
    assert_eq!(values(&report, Field::Direction), ["216°"]);
    assert!(report.removable && report.problem.is_none());
}

#[test]
fn an_agency_tells_names_and_places_in_every_kind() {
    let report = read_photo(&samples::agency(), None);
    assert_eq!(values(&report, Field::Author), ["Dana Pell"]);
    let author = report.gives.iter().find(|trace| trace.field == Field::Author).expect("an author");
    assert_eq!(author.origins, [Origin::Xmp, Origin::Iptc]);
    assert_eq!(values(&report, Field::PlaceName), ["Fernhollow, Examplia"]);
    assert_eq!(values(&report, Field::PersonShown), ["Walt Imber"]);
    assert_eq!(values(&report, Field::Caption), ["A porch at night"]);
    assert_eq!(values(&report, Field::Comment), ["scan 12 of 40"]);
    assert_eq!(values(&report, Field::PictureId), ["xmp.did:7f3a"]);
    for field in [Field::MorePictures, Field::History, Field::Software] {
        assert_eq!(values(&report, field).len(), 1, "{field:?}");
    }
}

#[test]
fn text_chunks_are_read_packed_or_not() {
    let report = read_photo(&samples::screenshot(), None);
    assert_eq!(values(&report, Field::Author), ["erin.whitcomb"]);
    assert_eq!(values(&report, Field::Comment), ["Comment: Roster of 14 March"]);
    assert_eq!(values(&report, Field::Coordinates), ["44.99170, -93.26250"]);
    assert!(values(&report, Field::Changed).contains(&"2026-03-14 22:41:07"));
}

#[test]
fn webp_heic_and_gif_are_read() {
    for (bytes, format) in [(samples::web(), Format::Webp), (samples::apple(), Format::Heic)] {
        let report = read_photo(&bytes, None);
        assert_eq!(report.format, Some(format));
        assert_eq!(report.problem, None);
        assert_eq!(values(&report, Field::Coordinates), ["44.99170, -93.26250"]);
        assert_eq!(values(&report, Field::PlaceName), ["Fernhollow"]);
    }
    assert_eq!(read_photo(&samples::apple(), None).width, Some(640));
    let report = read_photo(&samples::moving(), None);
    assert_eq!(values(&report, Field::Comment), ["seen by E. Pell"]);
}

#[test]
fn a_gif_may_hold_xmp() {
    let packet = xmp("photoshop:City='Fernhollow'", "");
    // Behind the packet stands a row of bytes on which any reader of sub-blocks comes to an end.
    let magic: Vec<u8> = std::iter::once(1).chain((0..=255).rev()).chain([0]).collect();
    let block = [b"\x21\xFF\x0BXMP DataXMP", packet.as_bytes(), &magic].concat();
    assert_eq!(fields(&gif(&block)), [Field::PlaceName]);
}

#[test]
fn extended_xmp_is_put_together() {
    let packet = xmp("photoshop:City='Fernhollow'", "");
    let (first, second) = packet.as_bytes().split_at(100);
    let part = |offset: usize, bytes: &[u8]| {
        let head = [b"http://ns.adobe.com/xmp/extension/\0", &[b'7'; 32][..]].concat();
        let numbers = [(packet.len() as u32).to_be_bytes(), (offset as u32).to_be_bytes()].concat();
        (0xE1, [head, numbers, bytes.to_vec()].concat())
    };
    assert_eq!(fields(&jpeg(&[part(100, second), part(0, first)], b"")), [Field::PlaceName]);
}

#[test]
fn photoshop_and_exif_stand_in_each_other_once() {
    let exif = Exif { main: vec![ascii(0x013B, "Dana Pell")], ..Exif::default() };
    let in_photoshop = resource(0x0422, &exif.bytes());
    let segment = [b"Photoshop 3.0\0", &*in_photoshop].concat();
    assert_eq!(fields(&jpeg(&[(0xED, segment)], b"")), [Field::Author]);
    // What Photoshop's blocks in EXIF tell is read, too, but for EXIF within EXIF: of that, only its being there is told.
    let blocks = [in_photoshop, resource(0x0404, &iptc(&[(90, "Fernhollow")]))].concat();
    let around = Exif { main: vec![opaque(0x8649, &blocks)], ..Exif::default() };
    assert_eq!(fields(&jpeg_with(&around.bytes())), [Field::PlaceName, Field::Unread]);
}

#[test]
fn a_place_is_told_though_a_camera_points_at_it_in_the_wrong_directory() {
    let mut exif = samples::phone_exif();
    exif.exif.insert(0, opaque(0x8825, &[0; 4]));
    let report = read_photo(&jpeg_with(&exif.bytes()), None);
    assert_eq!(values(&report, Field::Coordinates), ["44.99170, -93.26250"]);
}

#[test]
fn makers_notes_tell_serial_numbers() {
    // A directory of one value in the note itself; Canon's offsets count from the EXIF block's start.
    let note = b"\0\x01\0\x0C\0\x04\0\0\0\x01\0\x0B\x3F\xD9\0\0\0\0";
    let exif = Exif { main: vec![ascii(0x010F, "Canon")], exif: vec![opaque(0x927C, note)], ..Exif::default() };
    let report = read_photo(&jpeg(&[(0xE1, [b"Exif\0\0", &*exif.bytes()].concat())], b""), None);
    assert_eq!(values(&report, Field::CameraSerial), ["737241"]);
}

#[test]
fn what_lies_behind_a_picture_is_told() {
    let clip = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom and a film";
    assert_eq!(fields(&jpeg(&[], clip)), [Field::Clip]);
    assert_eq!(fields(&jpeg(&[], b"secret notes")), [Field::Trailing]);
    assert_eq!(fields(&jpeg(&[], &[0; 100])), []);
    let behind = [png(&[], &[]), b"PK\x03\x04".to_vec()].concat();
    assert_eq!(fields(&behind), [Field::Trailing]);
}

#[test]
fn a_picture_that_tells_nothing_gets_a_report_without_traces() {
    let report = read_photo(&jpeg(&[], b""), None);
    assert_eq!((report.gives.len(), report.removable, report.problem), (0, false, None));
}

#[test]
fn other_files_get_a_plain_answer() {
    let report = read_photo(b"%PDF-1.7 and so on", Some("porch.jpg"));
    let problem = report.problem.expect("a problem");
    assert_eq!(problem.kind, ProblemKind::NotAPicture);
    assert_eq!(problem.message, "The name ends in .jpg, but this is a PDF document and no picture.");
    assert_eq!(read_photo(b"", None).problem.expect("a problem").kind, ProblemKind::Empty);
    assert_eq!(read_photo(b"II\x2A\0\x08\0\0\0\0\0", None).problem.expect("a problem").kind, ProblemKind::Unsupported);
}

/// Reads a file as a page hands it over: range by range. Returns the report and how many bytes were asked for.
pub fn read_in_ranges(bytes: &[u8]) -> (PhotoReport, u64) {
    let mut reader = PhotoReader::new(bytes.len() as u64, None);
    let mut asked = 0;
    loop {
        match reader.step() {
            Step::Done(report) => return (report, asked),
            Step::Needs(range) => {
                asked += range.end - range.start;
                reader.add(range.start, &bytes[range.start as usize..range.end as usize]);
            }
        }
    }
}

#[test]
fn reading_in_ranges_comes_to_the_same() {
    for (name, bytes) in samples::all() {
        assert_eq!(read_in_ranges(&bytes).0, read_photo(&bytes, None), "{name}");
    }
}

#[test]
fn reports_keep_the_most_telling_first() {
    let kinds: Vec<Kind> = read_photo(&samples::agency(), None).gives.iter().map(|trace| trace.kind).collect();
    assert!(kinds.is_sorted());
}
