//! English for the pages on which staff sign in, look after their own account,
//! and set those of others.

use super::English;
use crate::texts::{
    AccountWords, FrameWords, NotAllowedWords, PeopleWords, SecondFactorWords, SignInWords,
    StaffTexts, TrailWords, WelcomeWords,
};
use doorstep::audit::Deed;
use doorstep::staff::{LONGEST_PASSWORD, PasswordFault, Role, SHORTEST_PASSWORD, StaffFault};

impl StaffTexts for English {
    fn staff_frame(&self) -> FrameWords {
        FRAME
    }

    fn role_label(&self, role: Role) -> &'static str {
        match role {
            Role::Rep => "Rep",
            Role::Manager => "Manager",
            Role::Admin => "Admin",
        }
    }

    fn role_hint(&self, role: Role) -> &'static str {
        match role {
            Role::Rep => "Answers shoppers.",
            Role::Manager => "Also sees the figures and declares incidents.",
            Role::Admin => "Also sets brands, people and connections.",
        }
    }

    fn sign_in(&self) -> SignInWords {
        SIGN_IN
    }

    fn second_factor(&self) -> SecondFactorWords {
        SECOND_FACTOR
    }

    fn welcome(&self) -> WelcomeWords {
        WELCOME
    }

    fn account(&self) -> AccountWords {
        ACCOUNT
    }

    fn people(&self) -> PeopleWords {
        PEOPLE
    }

    fn trail(&self) -> TrailWords {
        TRAIL
    }

    fn deed_label(&self, deed: Deed) -> &'static str {
        deed_label(deed)
    }

    fn staff_fault(&self, fault: StaffFault) -> String {
        staff_fault(fault)
    }

    fn not_allowed(&self) -> NotAllowedWords {
        NotAllowedWords {
            headline: "This is not for your account",
            text: "Somebody with more rights has to do it. Ask one of your admins.",
        }
    }

    fn staff_title(&self, headline: &str) -> String {
        format!("{headline} - Doorstep")
    }

    fn recovery_left(&self, left: u64) -> String {
        match left {
            0 => "No recovery code is left: make new ones.".to_owned(),
            1 => "1 recovery code is left.".to_owned(),
            left => format!("{left} recovery codes are left."),
        }
    }

    fn session_line(&self, since: &str, seen: &str) -> String {
        format!("Signed in {since}, last used {seen}")
    }

    fn link_made(&self, name: &str, days: i64) -> String {
        let valid = match days {
            1 => "a day".to_owned(),
            days => format!("{days} days"),
        };
        format!("Pass this link on to {name}. It works once, for {valid}, and is shown only now.")
    }
}

const FRAME: FrameWords = FrameWords {
    skip: "Skip to the content",
    links: "Doorstep",
    console: "Console",
    settings: "Settings",
    parts: "Parts of the settings",
    brands: "Brands",
    people: "People",
    trail: "Audit trail",
    account: "Your account:",
    sign_out: "Sign out",
};

const SIGN_IN: SignInWords = SignInWords {
    headline: "Sign in",
    email: "E-mail address",
    password: "Password",
    go: "Sign in",
    wrong: "This e-mail address and password do not belong together. Check both and try again.",
    chosen: "Your password is set. Sign in with it.",
    forgotten: "No password, or forgotten? One of your admins makes a link for you.",
    demo: "Ready accounts",
    demo_text: "This is a demo: sign in as anybody.",
    demo_go: "Sign in as",
};

const SECOND_FACTOR: SecondFactorWords = SecondFactorWords {
    headline: "Your second factor",
    text: "Type the six digits your authenticator app shows now.",
    code: "Code",
    go: "Go on",
    lost: "Without your telephone, type one of your recovery codes. Without those, ask one of your admins for a link.",
    set_up: "Set up a second factor",
    set_up_text: "Scan this with an authenticator app on your telephone, then type the six digits it shows.",
    required: "Everybody here signs in with a second factor. Set yours up to go on.",
    picture: "The seed of your second factor, to be scanned",
    open: "Open it in an app on this device",
    seed: "Or type this into the app:",
    prove: "Turn it on",
    recovery: "Your recovery codes",
    recovery_text: "Each lets you in once without your telephone. Keep them where it is not. They are shown only now.",
    on: "I have kept them: go on",
};

const WELCOME: WelcomeWords = WelcomeWords {
    set_up: "Set up Doorstep",
    set_up_text: "You make the first account. It may do everything, and invites the others.",
    invited: "Welcome",
    reset: "Choose a new password",
    email: "E-mail address",
    name: "Name, as colleagues know you",
    password: "Password",
    password_hint: "At least 12 characters. A few words that only you would put together are best.",
    again: "The same password again",
    go: "Set the password",
    over: "This link works no more",
    over_text: "It was used, or its time is over. Ask for a new one.",
};

const ACCOUNT: AccountWords = AccountWords {
    headline: "Your account",
    saved: "It is changed.",
    email: "E-mail address",
    role: "Role",
    brands: "Brands",
    all_brands: "All brands",
    name: "Name",
    save_name: "Save the name",
    password: "Password",
    present: "Your present password",
    new_password: "Your new password",
    change_password: "Change the password",
    second_factor: "Second factor",
    is_on: "On: signing in asks for a code.",
    is_off: "Off: your password alone lets you in.",
    set_up: "Set it up",
    take_away: "Take it away",
    new_codes: "Make new recovery codes",
    sessions: "Where you are signed in",
    here: "this browser",
    everywhere: "Sign out everywhere",
};

const PEOPLE: PeopleWords = PeopleWords {
    headline: "People",
    saved: "It is changed.",
    invite: "Invite somebody",
    email: "E-mail address",
    name: "Name",
    role: "Role",
    brands: "Brands",
    all_brands: "All brands, also new ones",
    invite_go: "Make the invitation",
    me: "you",
    invited: "not taken up yet",
    closed: "closed",
    with_factor: "second factor",
    change: "Change",
    save: "Save",
    new_link: "Make a new link",
    drop_factor: "Take the second factor away too",
    close: "Close the account",
    open: "Open it again",
    link: "Link",
    for_all: "For everybody",
    required: "Everybody needs a second factor.",
    not_required: "A second factor is up to each.",
    require: "Require it of everybody",
    not_require: "Leave it to each",
};

const TRAIL: TrailWords = TrailWords {
    headline: "Audit trail",
    text: "What was done, newest first. Nothing in it can be changed or taken away.",
    who: "Who",
    what: "What",
    order: "Order",
    when: "When",
    brand: "Brand",
    detail: "Detail",
    any: "any",
    show: "Show",
    older: "Older",
    newest: "Newest",
    none: "Nothing was done that fits.",
    operator: "the command line",
    stranger: "a stranger",
    program: "not of the staff",
};

const fn deed_label(deed: Deed) -> &'static str {
    match deed {
        Deed::SignedIn => "Signed in",
        Deed::SignedOut => "Signed out",
        Deed::SignInRefused => "Sign-in refused",
        Deed::PasswordChosen => "Password chosen",
        Deed::SecondFactorChanged => "Second factor changed",
        Deed::StaffInvited => "Person invited",
        Deed::StaffChanged => "Account changed",
        Deed::SettingChanged => "Setting changed",
        Deed::OrderOpened => "Order opened",
        Deed::ContactOpened => "Contact opened",
        Deed::Owned => "Taken or handed over",
        Deed::Snoozed => "Snoozed",
        Deed::Resolved => "Resolved",
        Deed::Reopened => "Reopened",
        Deed::NoteWritten => "Note written",
        Deed::Replied => "Reply sent",
        Deed::LinkSent => "Link sent again",
        Deed::ClaimChanged => "Claim changed",
        Deed::ShipmentChanged => "Shipment changed",
        Deed::Marked => "Marked by hand",
        Deed::Corrected => "Corrected",
        Deed::IncidentChanged => "Incident changed",
        Deed::TemplateChanged => "Template changed",
        Deed::MessageChanged => "Words of messages changed",
        Deed::MessageReplayed => "Message sent again",
        Deed::MessageReadAgain => "Message read again",
        Deed::FilesTakenIn => "Files taken in",
        Deed::HistoryImported => "History imported",
        Deed::JourneyBegun => "Journey begun",
        Deed::LinkRevoked => "Link taken back",
        Deed::PersonForgotten => "Person forgotten",
        Deed::PersonExported => "Person's data shown",
    }
}

fn staff_fault(fault: StaffFault) -> String {
    let words = match fault {
        StaffFault::Password(fault) => return password_fault(fault),
        StaffFault::Wait(seconds) => return wait(seconds),
        StaffFault::NoEmail => "Type an e-mail address such as rita@acme.example.",
        StaffFault::NoName => "Type a name.",
        StaffFault::NoBrand => "Choose at least one brand.",
        StaffFault::Taken => "There is an account with this e-mail address already.",
        StaffFault::TooFar => {
            "That would reach further than your own account: leave the role and the brands within yours."
        }
        StaffFault::Yourself => "You cannot take your own rights away: another admin has to do it.",
        StaffFault::LastAdmin => "This is the last admin of all brands: make another one first.",
        StaffFault::WrongPassword => "This is not your present password.",
        StaffFault::WrongCode => {
            "This code is not right, or was used before. Type the one shown now."
        }
        StaffFault::SealedFactor => {
            "The server cannot read your second factor: its site key is another one than before. A recovery code still works. Else whoever runs the server puts that key back, or runs: doorstep staff reset EMAIL --drop-second-factor"
        }
    };
    words.to_owned()
}

fn password_fault(fault: PasswordFault) -> String {
    match fault {
        PasswordFault::TooShort => {
            format!("The password is too short: take at least {SHORTEST_PASSWORD} characters.")
        }
        PasswordFault::TooLong => {
            format!("The password is too long: take at most {LONGEST_PASSWORD} characters.")
        }
        PasswordFault::IsTheEmail => {
            "The password is the e-mail address: take another one.".to_owned()
        }
        PasswordFault::NotTheSame => {
            "The two passwords are not the same: type the same one twice.".to_owned()
        }
    }
}

fn wait(seconds: u64) -> String {
    let span = match seconds {
        0..=1 => "a second".to_owned(),
        2..=90 => format!("{seconds} seconds"),
        more => format!("{} minutes", more.div_ceil(60)),
    };
    format!("There were too many tries. Try again in {span}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deeds_have_words_of_their_own() {
        let mut labels: Vec<&str> = Deed::ALL.iter().map(|deed| deed_label(*deed)).collect();
        assert!(
            labels.iter().all(|label| !label.contains('_')),
            "{labels:?}"
        );
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), Deed::ALL.len());
    }

    #[test]
    fn faults_say_what_to_do() {
        let wait = |seconds| staff_fault(StaffFault::Wait(seconds));
        assert_eq!(wait(1), "There were too many tries. Try again in a second.");
        assert_eq!(
            wait(90),
            "There were too many tries. Try again in 90 seconds."
        );
        assert_eq!(
            wait(91),
            "There were too many tries. Try again in 2 minutes."
        );
        let short = staff_fault(StaffFault::Password(PasswordFault::TooShort));
        assert!(short.contains("at least 12"), "{short}");
        assert!(WELCOME.password_hint.contains("12"));
    }
}
