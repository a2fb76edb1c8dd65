use super::*;

const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const AT: &str = "1614265330";
const NOW: i64 = 1_614_265_330;
const BODY: &str = "{\"test\": 2432232314}";
const SIGNED: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const OTHER: &str = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

/// What the specification's own libraries say of a message.
struct Vector {
    name: &'static str,
    key: &'static str,
    id: &'static str,
    timestamp: &'static str,
    signature: &'static str,
    body: &'static str,
    now: i64,
    holds: bool,
}

/// The message that holds, under a name.
const fn valid(name: &'static str) -> Vector {
    Vector {
        name,
        key: KEY,
        id: ID,
        timestamp: AT,
        signature: SIGNED,
        body: BODY,
        now: NOW,
        holds: true,
    }
}

const fn wrong(name: &'static str) -> Vector {
    Vector {
        holds: false,
        ..valid(name)
    }
}

const UNPADDED_ONE: Vector = Vector {
    key: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS",
    signature: "v1,LVOXivKoo4FWasi/IaHvzhE/u+7/cu2AME+zS/nXqzk=",
    ..valid("a key without its one filling sign")
};

const UNPADDED_TWO: Vector = Vector {
    key: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwBr",
    signature: "v1,yK2tMbA6BHPrMEJ1lLv7UlJJbgFoqGenJkiajZ29evg=",
    ..valid("a key without its two filling signs")
};

fn vectors() -> Vec<Vector> {
    vec![
        valid("a good one"),
        Vector {
            key: "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            ..valid("a key without its beginning")
        },
        Vector {
            id: "",
            ..wrong("no id")
        },
        Vector {
            timestamp: "",
            ..wrong("no time")
        },
        Vector {
            timestamp: "hello",
            ..wrong("a time that is none")
        },
        Vector {
            signature: "",
            ..wrong("no signature")
        },
        Vector {
            signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=",
            ..wrong("a wrong signature")
        },
        Vector {
            signature: "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            ..wrong("a signature of no version")
        },
        Vector {
            now: 1_614_265_631,
            ..wrong("an old one")
        },
        Vector {
            now: 1_614_265_029,
            ..wrong("one from the future")
        },
        Vector {
            signature: "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=",
            ..valid("several signatures")
        },
        UNPADDED_ONE,
        UNPADDED_TWO,
        Vector {
            body: "{\"test\": 2432232315}",
            ..wrong("another body")
        },
        Vector {
            body: "{\"test\":2432232314}",
            ..wrong("the same body with other blanks")
        },
    ]
}

#[test]
fn messages_hold_or_do_not_as_the_specification_has_it() {
    for vector in vectors() {
        let key = SigningKey::parse(vector.key).unwrap();
        let message = Received {
            id: vector.id,
            timestamp: vector.timestamp,
            signature: vector.signature,
            body: vector.body.as_bytes(),
        };
        assert_eq!(
            key.verifies(&message, vector.now),
            vector.holds,
            "{}",
            vector.name
        );
    }
    assert!(SigningKey::parse("whsec_").is_err(), "an empty key is none");
    assert!(SigningKey::parse("whsec_*").is_err());
}

#[test]
fn we_sign_as_the_specification_has_it() {
    for vector in [valid("a good one"), UNPADDED_ONE, UNPADDED_TWO] {
        let signed = signatures(&[vector.key], ID, NOW, BODY.as_bytes()).unwrap();
        assert_eq!(signed, vector.signature, "{}", vector.name);
    }
}

#[test]
fn two_keys_sign_side_by_side_and_each_holds() {
    let keys = [new_key(), new_key()];
    let [first, second] = keys.each_ref().map(String::as_str);
    let both = signatures(&[first, second], ID, NOW, BODY.as_bytes()).unwrap();
    assert_eq!(both.split(' ').count(), 2);
    let message = Received {
        id: ID,
        timestamp: AT,
        signature: &both,
        body: BODY.as_bytes(),
    };
    for (key, holds) in [(first, true), (second, true), (KEY, false)] {
        let key = SigningKey::parse(key).unwrap();
        assert_eq!(key.verifies(&message, NOW + TOLERANCE), holds);
    }
    assert_ne!(both.split(' ').next(), Some(OTHER));
}

#[test]
fn a_new_key_has_32_bytes() {
    let key = new_key();
    assert!(key.starts_with(PREFIX));
    assert_eq!(SigningKey::parse(&key).unwrap().0.len(), 32);
    assert_ne!(key, new_key());
    assert!(!format!("{:?}", SigningKey::parse(&key)).contains(&key[6..]));
}
