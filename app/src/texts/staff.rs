//! The words of the pages on which staff sign in, look after their own
//! account, and set those of others.

use doorstep::audit::Deed;
use doorstep::staff::{Role, StaffFault};

/// Words for staff, in one language.
pub trait StaffTexts: Send + Sync {
    /// What stands around every page of somebody signed in.
    fn staff_frame(&self) -> FrameWords;
    /// A role, as people call it.
    fn role_label(&self, role: Role) -> &'static str;
    /// What a role may do, in one sentence.
    fn role_hint(&self, role: Role) -> &'static str;
    /// The page on which one signs in.
    fn sign_in(&self) -> SignInWords;
    /// The page that asks for the second factor, and the one that sets it up.
    fn second_factor(&self) -> SecondFactorWords;
    /// The page a link for one of the staff leads to.
    fn welcome(&self) -> WelcomeWords;
    /// Somebody's own account.
    fn account(&self) -> AccountWords;
    /// The list of those who may sign in.
    fn people(&self) -> PeopleWords;
    /// The trail of what was done.
    fn trail(&self) -> TrailWords;
    /// What was done, in two or three words.
    fn deed_label(&self, deed: Deed) -> &'static str;
    /// What cannot be, and what to do.
    fn staff_fault(&self, fault: StaffFault) -> String;
    /// The page for somebody whose role is too low.
    fn not_allowed(&self) -> NotAllowedWords;
    /// A page's title in the browser's list of tabs.
    fn staff_title(&self, headline: &str) -> String;
    /// How many recovery codes are left.
    fn recovery_left(&self, left: u64) -> String;
    /// Since when a browser is signed in, and when it was used last.
    fn session_line(&self, since: &str, seen: &str) -> String;
    /// How somebody is told of a link that was made for them.
    fn link_made(&self, name: &str, days: i64) -> String;
}

/// What stands around every page of somebody signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameWords {
    /// To the content, for those who cannot see it.
    pub skip: &'static str,
    /// What the links are called, for screen readers.
    pub links: &'static str,
    /// To the console.
    pub console: &'static str,
    /// To the settings.
    pub settings: &'static str,
    /// What the parts of the settings are called, for screen readers.
    pub parts: &'static str,
    /// To the brands.
    pub brands: &'static str,
    /// To those who may sign in.
    pub people: &'static str,
    /// To the trail.
    pub trail: &'static str,
    /// Before the name of whoever is signed in, for screen readers.
    pub account: &'static str,
    /// The button that signs out.
    pub sign_out: &'static str,
}

/// The page on which one signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignInWords {
    /// The headline.
    pub headline: &'static str,
    /// Over the e-mail address.
    pub email: &'static str,
    /// Over the password.
    pub password: &'static str,
    /// The button.
    pub go: &'static str,
    /// Said when the two are nobody's.
    pub wrong: &'static str,
    /// Said once a password is chosen.
    pub chosen: &'static str,
    /// What to do without a password.
    pub forgotten: &'static str,
    /// Over the ready accounts of a demo.
    pub demo: &'static str,
    /// What they are.
    pub demo_text: &'static str,
    /// The button that signs in with one of them.
    pub demo_go: &'static str,
}

/// The pages of the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondFactorWords {
    /// The headline where it is asked for.
    pub headline: &'static str,
    /// What to do there.
    pub text: &'static str,
    /// Over the code.
    pub code: &'static str,
    /// The button.
    pub go: &'static str,
    /// What to do without the telephone.
    pub lost: &'static str,
    /// The headline where it is set up.
    pub set_up: &'static str,
    /// What it is and what to do.
    pub set_up_text: &'static str,
    /// Said where everybody needs one.
    pub required: &'static str,
    /// What the picture shows, for those who cannot see it.
    pub picture: &'static str,
    /// The link that opens an app on this device.
    pub open: &'static str,
    /// Before the seed as text.
    pub seed: &'static str,
    /// The button that proves it.
    pub prove: &'static str,
    /// The headline over the recovery codes.
    pub recovery: &'static str,
    /// What they are for.
    pub recovery_text: &'static str,
    /// The link onward.
    pub on: &'static str,
}

/// The page a link for one of the staff leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WelcomeWords {
    /// The headline for the first of the site.
    pub set_up: &'static str,
    /// What the first may do.
    pub set_up_text: &'static str,
    /// The headline for somebody invited.
    pub invited: &'static str,
    /// The headline for a new password.
    pub reset: &'static str,
    /// Over the e-mail address.
    pub email: &'static str,
    /// Over the name.
    pub name: &'static str,
    /// Over the new password.
    pub password: &'static str,
    /// What it must be like.
    pub password_hint: &'static str,
    /// Over the same again.
    pub again: &'static str,
    /// The button.
    pub go: &'static str,
    /// The headline for a link that works no more.
    pub over: &'static str,
    /// What to do then.
    pub over_text: &'static str,
}

/// Somebody's own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountWords {
    /// The headline.
    pub headline: &'static str,
    /// Said once something is changed.
    pub saved: &'static str,
    /// Before the e-mail address.
    pub email: &'static str,
    /// Before what they may do.
    pub role: &'static str,
    /// Before the brands.
    pub brands: &'static str,
    /// Every brand.
    pub all_brands: &'static str,
    /// The heading over the name, and the label of its field.
    pub name: &'static str,
    /// The button that saves the name.
    pub save_name: &'static str,
    /// The heading over the password.
    pub password: &'static str,
    /// Over the present password.
    pub present: &'static str,
    /// Over the new password.
    pub new_password: &'static str,
    /// The button that changes it.
    pub change_password: &'static str,
    /// The heading over the second factor.
    pub second_factor: &'static str,
    /// Where it is set up.
    pub is_on: &'static str,
    /// Where it is not.
    pub is_off: &'static str,
    /// The link that sets it up.
    pub set_up: &'static str,
    /// The button that takes it away.
    pub take_away: &'static str,
    /// The button that gives new recovery codes.
    pub new_codes: &'static str,
    /// The heading over the browsers.
    pub sessions: &'static str,
    /// Beside the browser that is looked at.
    pub here: &'static str,
    /// The button that signs out everywhere.
    pub everywhere: &'static str,
}

/// The list of those who may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PeopleWords {
    /// The headline.
    pub headline: &'static str,
    /// Said once something is changed.
    pub saved: &'static str,
    /// The heading over the form for one more.
    pub invite: &'static str,
    /// Over the e-mail address.
    pub email: &'static str,
    /// Over the name.
    pub name: &'static str,
    /// Over the role.
    pub role: &'static str,
    /// Over the brands.
    pub brands: &'static str,
    /// All there are and will be.
    pub all_brands: &'static str,
    /// The button that invites.
    pub invite_go: &'static str,
    /// Beside whoever looks at the list.
    pub me: &'static str,
    /// Beside an invitation that was not taken up.
    pub invited: &'static str,
    /// Beside a closed account.
    pub closed: &'static str,
    /// Beside an account with a second factor.
    pub with_factor: &'static str,
    /// Opens the form of one account.
    pub change: &'static str,
    /// The button that saves it.
    pub save: &'static str,
    /// The button that makes a link for a new password or an invitation.
    pub new_link: &'static str,
    /// Beside it: the second factor goes too.
    pub drop_factor: &'static str,
    /// The button that closes an account.
    pub close: &'static str,
    /// The button that opens it again.
    pub open: &'static str,
    /// Before the link, which is shown this once.
    pub link: &'static str,
    /// The heading over what holds for everybody.
    pub for_all: &'static str,
    /// Where everybody needs a second factor.
    pub required: &'static str,
    /// Where nobody needs one.
    pub not_required: &'static str,
    /// The button that asks everybody for one.
    pub require: &'static str,
    /// The button that does not.
    pub not_require: &'static str,
}

/// The trail of what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrailWords {
    /// The headline.
    pub headline: &'static str,
    /// What it is.
    pub text: &'static str,
    /// The column, and the filter, of who did it.
    pub who: &'static str,
    /// The column, and the filter, of what was done.
    pub what: &'static str,
    /// The column, and the filter, of the order.
    pub order: &'static str,
    /// The column of the moment.
    pub when: &'static str,
    /// The column of the brand.
    pub brand: &'static str,
    /// The column of what it was done to, and how.
    pub detail: &'static str,
    /// Where nothing is chosen.
    pub any: &'static str,
    /// The button that filters.
    pub show: &'static str,
    /// The link to what was before.
    pub older: &'static str,
    /// The link to the newest.
    pub newest: &'static str,
    /// Where there is nothing to show.
    pub none: &'static str,
    /// The name of whoever runs the server.
    pub operator: &'static str,
    /// The name of a stranger.
    pub stranger: &'static str,
    /// Before a demo's or another program's own name, and a shopper's.
    pub program: &'static str,
}

/// The page for somebody whose role is too low.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAllowedWords {
    /// The headline.
    pub headline: &'static str,
    /// What to do.
    pub text: &'static str,
}
