//! `clausemark photo`.

use crate::{folder, run, snapshot, tests};

#[test]
fn what_pictures_tell_is_listed() {
    let answer = run(&["photo", "photo/phone.jpg", "photo/agency.jpg"], "");
    assert_eq!((answer.status, answer.err.as_str()), (1, ""));
    snapshot("photo.txt", &answer.out);
    let json = run(&["photo", "--json", "photo/web.webp"], "").json();
    assert_eq!(json[0]["file"], "photo/web.webp");
    assert_eq!(json[0]["gives"][0]["field"], "coordinates");
}

#[test]
fn copies_tell_nothing_and_write_over_nothing() {
    let clean = folder("clean-photos");
    let to = clean.to_str().expect("a plain path");
    let copying = || run(&["photo", "--copy", to, "photo/phone.jpg"], "");
    assert_eq!(copying().status, 1);
    let copy = clean.join("phone.jpg");
    let answer = run(&["photo", copy.to_str().expect("a plain path")], "");
    assert_eq!(answer.status, 0);
    assert!(answer.out.contains("No metadata that tells anything."), "{answer:?}");
    let again = copying();
    assert_eq!(again.status, 2);
    assert!(again.err.contains("can't be written"), "{again:?}");
}

#[test]
fn what_is_no_picture_or_no_file_is_said() {
    let answer = run(&["photo", "cli/photo.rs"], "");
    assert_eq!(answer.status, 1);
    assert!(answer.out.contains("This isn't a picture that can be read."), "{answer:?}");
    let answer = run(&["photo", "photo/none.jpg"], "");
    assert_eq!(answer.status, 2);
    assert!(answer.err.contains("photo/none.jpg can't be read"), "{answer:?}");
    assert!(tests().join("photo/phone.jpg").is_file());
}
