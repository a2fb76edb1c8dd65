//! Every state in the three answers, in English.

use super::ENGLISH as English;
use crate::texts::tests::every_state;

#[test]
fn every_state_in_three_answers() {
    insta::assert_snapshot!(every_state(&English));
}
