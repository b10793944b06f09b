//! What is said of a picture: the traces in it, and what kept it from being read.

use serde::{Deserialize, Serialize};

use crate::format::Format;

/// What a picture gives away.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct PhotoReport {
    /// The kind of picture; missing if it is none that is understood.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub format: Option<Format>,
    /// Width in pixels as stored, before any rotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub width: Option<u32>,
    /// Height in pixels as stored, before any rotation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub height: Option<u32>,
    /// What stands in it, the most telling first.
    pub gives: Vec<Trace>,
    /// Whether there is something to take out and, as far as the bytes at hand tell, a copy without it can be made.
    pub removable: bool,
    /// What kept the file from being read, or from being read to its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub problem: Option<Problem>,
}

/// One thing that the metadata tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Trace {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Which thing it is; the key for a label in another language.
    pub field: Field,
    /// A label in English, such as `Where it was taken`.
    pub label: String,
    /// What it says, shortened to 300 characters; empty where being there is all.
    pub value: String,
    /// The blocks of metadata that say so.
    pub origins: Vec<Origin>,
    /// The place on earth, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "wasm", tsify(optional))]
    pub place: Option<Coordinates>,
}

/// A place on earth in WGS 84 degrees, north and east positive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Coordinates {
    /// -90 to 90.
    pub latitude: f64,
    /// -180 to 180.
    pub longitude: f64,
}

/// Kinds of trace, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Kind {
    /// Where it was taken, or what place it shows.
    Place,
    /// When it was taken or changed.
    Time,
    /// Who took it, owns it or is in it.
    Person,
    /// Numbers that tell this camera, or this picture, from all others.
    Serial,
    /// Words about it.
    Caption,
    /// A smaller picture of it, which may show what was cut off.
    Thumbnail,
    /// Something behind the picture: a clip, another picture.
    Attached,
    /// The make and model it was taken with.
    Camera,
    /// How it was edited.
    History,
    /// The programs it went through.
    Software,
    /// Metadata of a kind that isn't read.
    Other,
}

/// Which thing a trace is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
#[expect(missing_docs, reason = "`label` says what each is")]
pub enum Field {
    Coordinates,
    PlaceName,
    Altitude,
    Direction,
    Speed,
    Taken,
    SatelliteTime,
    Changed,
    PersonShown,
    Author,
    Owner,
    Contact,
    Copyright,
    CameraSerial,
    LensSerial,
    PictureId,
    Title,
    Caption,
    Keywords,
    Comment,
    Instructions,
    Thumbnail,
    MorePictures,
    Clip,
    Trailing,
    Camera,
    Lens,
    Device,
    MakerNotes,
    Credentials,
    History,
    Software,
    Unread,
}

/// A block of metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum Origin {
    /// EXIF: what the camera writes.
    Exif,
    /// XMP: what editing programs write.
    Xmp,
    /// IPTC: what newsrooms and photo libraries write.
    Iptc,
    /// The camera maker's own part of EXIF.
    MakerNotes,
    /// The picture's own file format: comments, text chunks, what lies behind the picture.
    File,
}

/// What kept a file from being read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub struct Problem {
    /// The kind of problem; the key for a message in another language.
    pub kind: ProblemKind,
    /// What it is and what that means, in plain English.
    pub message: String,
}

/// Kinds of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "wasm", derive(tsify::Tsify))]
pub enum ProblemKind {
    /// The file holds nothing.
    Empty,
    /// It isn't a picture, whatever its name says.
    NotAPicture,
    /// A picture, but of a kind that isn't read.
    Unsupported,
    /// It is damaged; what could be read is told.
    Broken,
    /// So large that only a part was looked at.
    TooLarge,
    /// It can be read, but no copy can be made of it safely.
    NotRemovable,
}

impl Problem {
    /// The problem in English.
    pub(crate) fn new(kind: ProblemKind) -> Self {
        let message = match kind {
            ProblemKind::Empty => "The file is empty.",
            ProblemKind::NotAPicture => "This isn't a picture that can be read.",
            ProblemKind::Unsupported => "Pictures of this kind can't be read, so it may hold a place, a time or names.",
            ProblemKind::Broken => "The file is damaged. It may hold more than what is listed.",
            ProblemKind::TooLarge => {
                "The file is so large that only a part was read. It may hold more than what is listed."
            }
            ProblemKind::NotRemovable => {
                "The file is built in a way that lets no copy be made without risk to the picture."
            }
        };
        Self { kind, message: message.into() }
    }
}

impl Field {
    /// The kind of thing that this is.
    pub fn kind(self) -> Kind {
        match self {
            Self::Coordinates | Self::PlaceName | Self::Altitude | Self::Direction | Self::Speed => Kind::Place,
            Self::Taken | Self::SatelliteTime | Self::Changed => Kind::Time,
            Self::PersonShown | Self::Author | Self::Owner | Self::Contact | Self::Copyright => Kind::Person,
            Self::CameraSerial | Self::LensSerial | Self::PictureId => Kind::Serial,
            Self::Title | Self::Caption | Self::Keywords | Self::Comment | Self::Instructions => Kind::Caption,
            Self::Thumbnail => Kind::Thumbnail,
            Self::MorePictures | Self::Clip | Self::Trailing => Kind::Attached,
            Self::Camera | Self::Lens | Self::Device => Kind::Camera,
            Self::Credentials | Self::History => Kind::History,
            Self::Software => Kind::Software,
            Self::MakerNotes | Self::Unread => Kind::Other,
        }
    }

    /// What it is called in English.
    pub fn label(self) -> &'static str {
        match self {
            Self::Coordinates => "Where it was taken",
            Self::PlaceName => "Place",
            Self::Altitude => "Height above the sea",
            Self::Direction => "Direction the camera looked",
            Self::Speed => "Speed while it was taken",
            Self::Taken => "When it was taken",
            Self::SatelliteTime => "Time by satellite (UTC)",
            Self::Changed => "When it was changed",
            Self::PersonShown => "Person in the picture",
            Self::Author => "Who took it",
            Self::Owner => "Owner of the camera",
            Self::Contact => "How to reach the author",
            Self::Copyright => "Copyright",
            Self::CameraSerial => "Serial number of the camera",
            Self::LensSerial => "Serial number of the lens",
            Self::PictureId => "Number of this one picture",
            Self::Title => "Title",
            Self::Caption => "Caption",
            Self::Keywords => "Keywords",
            Self::Comment => "Comment",
            Self::Instructions => "Note to editors",
            Self::Thumbnail => "Small copy of the picture",
            Self::MorePictures => "More pictures in the file",
            Self::Clip => "Short video in the file",
            Self::Trailing => "More data behind the picture",
            Self::Camera => "Camera",
            Self::Lens => "Lens",
            Self::Device => "Computer or phone",
            Self::MakerNotes => "Notes of the camera's maker",
            Self::Credentials => "Content credentials",
            Self::History => "Editing steps",
            Self::Software => "Software",
            Self::Unread => "Metadata that isn't read here",
        }
    }
}
