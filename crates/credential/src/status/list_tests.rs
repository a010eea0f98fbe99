use proptest::prelude::*;

use super::*;
use crate::base64url;

fn read(bits: Bits, lst: &str) -> StatusList {
    StatusList::decompress(bits, &base64url::decode(lst).unwrap()).unwrap()
}

fn values(list: &StatusList, count: u64) -> Vec<u8> {
    (0..count).map(|index| list.get(index).unwrap().value()).collect()
}

#[test]
fn the_examples_of_the_draft() {
    let one = read(Bits::One, "eNrbuRgAAhcBXQ");
    assert_eq!(one.bytes, [0xb9, 0xa3]);
    assert_eq!(values(&one, 16), [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]);
    let two = read(Bits::Two, "eNo76fITAAPfAgc");
    assert_eq!(two.bytes, [0xc9, 0x44, 0xf9]);
    assert_eq!(values(&two, 12), [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]);
}

#[test]
fn a_bomb_is_refused_and_the_largest_list_is_not() {
    let full = StatusList::new(Bits::One, STATUS_LIST_BYTES as u64 * 8).unwrap();
    let packed = full.compress();
    assert!(packed.len() < 16 * 1024, "{} bytes", packed.len());
    assert_eq!(StatusList::decompress(Bits::One, &packed).unwrap(), full);
    let bomb = compress_to_vec_zlib(&vec![0; STATUS_LIST_BYTES * 16], 9);
    assert_eq!(StatusList::decompress(Bits::One, &bomb), Err(StatusListError::TooLarge));
    let over = compress_to_vec_zlib(&vec![0; STATUS_LIST_BYTES + 1], 9);
    assert_eq!(StatusList::decompress(Bits::One, &over), Err(StatusListError::TooLarge));
    assert_eq!(
        StatusList::new(Bits::Two, STATUS_LIST_BYTES as u64 * 4 + 1),
        Err(StatusListError::TooLarge)
    );
}

#[test]
fn a_damaged_stream_is_refused() {
    let packed = StatusList::new(Bits::Two, 5000).unwrap().compress();
    assert!(StatusList::decompress(Bits::Two, &packed[..packed.len() - 1]).is_err());
    assert!(StatusList::decompress(Bits::Two, &packed[2..]).is_err());
    assert!(StatusList::decompress(Bits::Two, b"").is_err());
    let mut wrong_sum = packed;
    *wrong_sum.last_mut().unwrap() ^= 1;
    assert!(StatusList::decompress(Bits::Two, &wrong_sum).is_err());
}

#[test]
fn outside_and_too_large_values() {
    let mut list = StatusList::new(Bits::One, 9).unwrap();
    assert_eq!(list.size(), 16);
    assert_eq!(list.get(16), None);
    assert_eq!(list.get(u64::MAX), None);
    assert_eq!(list.set(16, Status::Invalid), Err(StatusListError::Outside));
    assert_eq!(list.set(0, Status::Suspended), Err(StatusListError::Value));
}

proptest! {
    #[test]
    fn what_was_set_is_read_again_and_nothing_else_moved(
        wide in any::<bool>(),
        changes in prop::collection::vec((0_u64..400, 0_u8..4), 0..60),
    ) {
        let bits = if wide { Bits::Two } else { Bits::One };
        let mut list = StatusList::new(bits, 400).unwrap();
        let mut expected = vec![0_u8; 400];
        for (index, value) in changes {
            let value = value & bits.mask();
            list.set(index, Status::from_value(value)).unwrap();
            expected[usize::try_from(index).unwrap()] = value;
        }
        let back = StatusList::decompress(bits, &list.compress()).unwrap();
        prop_assert_eq!(values(&back, 400), expected);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = StatusList::decompress(Bits::One, &bytes);
    }
}
