//! A node whose disk has not one free octet: it starts all the same and takes small things in, by the
//! room that it kept; and where that is gone too, it says what is wrong.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

/// On a small disk of its own, seen by nobody else and gone with it. What each command said, and its
/// status, stands in a file of that name.
const SCRIPT: &str = r#"
set -u
mount -t tmpfs -o size=64m,mode=700 none "$DISK" || exit 99
node() { command=$1; shift; "$ONEWINDOW" $command --data "$DISK/data" "$@"; }
said() { file=$1; shift; "$@" > "$file" 2>&1; echo "status $?" >> "$file"; }
serve() {
    "$ONEWINDOW" serve --demo --listen 127.0.0.1:0 --data "$DISK/data" --catalogue "$CATALOGUE" \
        > "$1" 2>&1 & pid=$!
    until grep -q 'listening on' "$1"; do
        kill -0 $pid 2> /dev/null || { wait $pid; echo "status $?" >> "$1"; return; }
        sleep 0.1
    done
}
stop() { kill $pid; wait $pid; }
fill() {
    head -c 99m /dev/zero > "$DISK/$1" 2> /dev/null
    df --output=avail "$DISK" > "$1"
}
program() {
    node 'client add' --catalogue "$CATALOGUE" --name "$1" --scope work --by Lu \
        --organisation qingshi-market-regulation --until 2090-01-01
}

serve first
until [ -e "$DISK/data/room.reserve" ]; do sleep 0.1; done
stop
fill full
said beside node 'client list'
said backup node backup --to copy
said doctor node doctor --catalogue "$CATALOGUE"
serve started
said taken program One
said list node 'client list'
stop
fill full-again
rm -f "$DISK/data/onewindow.db-shm"
serve refused
"#;

/// How something is mounted here, if that can be.
fn apart() -> Option<Vec<&'static str>> {
    let ways = [vec!["--mount"], vec!["--map-root-user", "--mount"]];
    ways.into_iter().find(|way| {
        let mount = ["sh", "-c", "mount -t tmpfs none /mnt"];
        let tried = Command::new("unshare").args(way).args(mount).output();
        tried.is_ok_and(|tried| tried.status.success())
    })
}

#[test]
fn a_node_starts_on_a_full_disk_or_says_what_is_wrong() {
    let Some(way) = apart() else {
        eprintln!("not tried: nothing can be mounted here");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let disk = here.join("disk");
    std::fs::create_dir(&disk).unwrap();
    let mut script = Command::new("unshare");
    script.args(way).args(["sh", "-c", SCRIPT]).current_dir(here);
    script.env("ONEWINDOW", env!("CARGO_BIN_EXE_onewindow")).env("DISK", &disk);
    script.env("CATALOGUE", Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue"));
    script.env_remove("ONEWINDOW_DATABASE").env_remove("ONEWINDOW_CONFIG");
    let ran = script.output().unwrap();
    let said = |name: &str| {
        let text = std::fs::read_to_string(here.join(name));
        text.unwrap_or_else(|why| panic!("{name}: {why}: {ran:?}"))
    };
    let all = || {
        let files = std::fs::read_dir(here).unwrap().map(|entry| entry.unwrap().path());
        let texts = files.filter_map(|path| {
            Some(format!("== {}\n{}", path.display(), std::fs::read_to_string(&path).ok()?))
        });
        texts.collect::<String>()
    };
    for full in ["full", "full-again"] {
        assert_eq!(said(full).split_whitespace().last(), Some("0"), "{full}: {}", all());
    }
    let words = format!("the disk that holds `{}` is full: make room", disk.join("data").display());
    let ends = |name: &str, status: u8| said(name).ends_with(&format!("status {status}\n"));
    assert!(said("beside").contains(&words) && ends("beside", 1), "{}", all());
    assert!(said("backup").contains("storage is full") && ends("backup", 1), "{}", all());
    assert!(said("doctor").contains("make room") && ends("doctor", 1), "{}", all());

    assert!(said("started").contains("listening on"), "{}", all());
    assert!(said("started").contains("uses the room that was kept for it"), "{}", all());
    assert!(said("taken").contains("secret") && ends("taken", 0), "{}", all());
    assert!(said("list").contains("One") && ends("list", 0), "{}", all());

    assert!(said("refused").contains(&words) && ends("refused", 1), "{}", all());
}
