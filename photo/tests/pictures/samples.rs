//! The sample pictures, and whether the files in `tests/photo` are they.

use std::path::Path;

use crate::make::{Exif, ascii, fractions, gif, heic, iptc, jpeg, opaque, plain_jpeg, png, resource, short, webp, xmp};

/// What a phone writes, all of it made up.
pub fn phone_exif() -> Exif {
    Exif {
        main: vec![
            ascii(0x010F, "Larkfield"),
            ascii(0x0110, "Larkfield L7"),
            short(0x0112, 6),
            ascii(0x0131, "LarkOS 4.2"),
            ascii(0x0132, "2026:03:14 22:41:07"),
        ],
        exif: vec![
            ascii(0x9003, "2026:03:14 22:40:31"),
            ascii(0x9011, "-05:00"),
            opaque(0x927C, b"Apple iOS\0\0\x01MM\0\x01\0\x11\0\x02\0\0\0\x05\0\0\0\x20\0\0\0\0AB12\0"),
            ascii(0xA430, "Erin Whitcomb"),
            ascii(0xA431, "LF7-0093418"),
            ascii(0xA434, "L7 back camera 6 mm"),
        ],
        gps: vec![
            ascii(0x0001, "N"),
            fractions(0x0002, &[(44, 1), (59, 1), (3012, 100)]),
            ascii(0x0003, "W"),
            fractions(0x0004, &[(93, 1), (15, 1), (4500, 100)]),
            fractions(0x0006, &[(2740, 10)]),
            fractions(0x0011, &[(2160, 10)]),
            ascii(0x001D, "2026:03:15"),
        ],
        thumbnail: plain_jpeg(32, 24),
    }
}

/// A photo as a phone makes it.
pub fn phone() -> Vec<u8> {
    let exif = [b"Exif\0\0", &*phone_exif().bytes()].concat();
    jpeg(&[(0xE1, exif)], b"")
}

/// A photo as an agency hands it out: captions, names, places, in every kind of metadata; a second picture behind it.
pub fn agency() -> Vec<u8> {
    let packet = xmp(
        "photoshop:City='Fernhollow' photoshop:Country='Examplia' xmp:CreatorTool='Darkroom 9' xmpMM:DocumentID='xmp.did:7f3a'",
        "<dc:creator><rdf:Seq><rdf:li>Dana Pell</rdf:li></rdf:Seq></dc:creator>\
         <Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Walt Imber</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>\
         <xmpMM:History><rdf:Seq><rdf:li/></rdf:Seq></xmpMM:History>",
    );
    let sets = iptc(&[(5, "Porch"), (25, "house"), (80, "Dana Pell"), (90, "Fernhollow"), (120, "A porch at night")]);
    let photoshop = [b"Photoshop 3.0\0", &*resource(0x0404, &sets)].concat();
    jpeg(
        &[
            (0xE1, [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat()),
            (0xED, photoshop),
            (0xE2, b"MPF\0MM\0\x2A\0\0\0\x08\0\0\0\0\0\0".to_vec()),
            (0xFE, b"scan 12 of 40".to_vec()),
        ],
        &plain_jpeg(64, 48),
    )
}

/// A picture of a screen with what programs write into PNG.
pub fn screenshot() -> Vec<u8> {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib("Roster of 14 March".as_bytes(), 6);
    png(
        &[
            (b"tEXt", b"Software\0Snapper 2".to_vec()),
            (b"tEXt", b"Author\0erin.whitcomb".to_vec()),
            (b"zTXt", [b"Comment\0\0", &*packed].concat()),
            (b"pHYs", vec![0, 0, 0x0B, 0x13, 0, 0, 0x0B, 0x13, 1]),
            (b"tIME", vec![0x07, 0xEA, 3, 14, 22, 41, 7]),
        ],
        &[(b"eXIf", phone_exif().bytes())],
    )
}

/// A WebP with EXIF and XMP.
pub fn web() -> Vec<u8> {
    let packet = xmp("photoshop:City='Fernhollow'", "");
    webp(0x0C, &[(b"EXIF", phone_exif().bytes()), (b"XMP ", packet.into_bytes())])
}

/// What stands for a picture's data in the HEIC sample.
pub const HEIC_PICTURE: &[u8] = b"coded picture, as it were: \x00\x00\x01\x26\xFF\xD9 and more of it";

/// A HEIC with EXIF and XMP.
pub fn apple() -> Vec<u8> {
    let packet = xmp("photoshop:City='Fernhollow'", "");
    heic(HEIC_PICTURE, &phone_exif().bytes(), packet.as_bytes(), b"")
}

/// A GIF with a comment.
pub fn moving() -> Vec<u8> {
    gif(b"\x21\xFE\x0Fseen by E. Pell\0")
}

/// Every sample with its file's name.
pub fn all() -> [(&'static str, Vec<u8>); 6] {
    [
        ("phone.jpg", phone()),
        ("agency.jpg", agency()),
        ("screenshot.png", screenshot()),
        ("web.webp", web()),
        ("apple.heic", apple()),
        ("moving.gif", moving()),
    ]
}

#[test]
fn the_files_are_what_is_made_here() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/photo");
    for (name, bytes) in all() {
        let path = folder.join(name);
        if std::env::var_os("CLAUSEMARK_SNAPSHOTS").is_some_and(|value| value == "write") {
            std::fs::write(&path, &bytes).expect("the folder can be written");
        }
        assert!(std::fs::read(&path).is_ok_and(|file| file == bytes), "{name} is another");
    }
}
