//! Those who may sign in: invited, changed, closed and opened again.

use super::field::{Line, line, text, tick};
use super::{problem, saved};
use crate::texts::Texts;
use doorstep::staff::{Role, StaffFault};
use leptos::prelude::*;

/// Everyone whom the one who looks may set.
#[derive(Clone, Debug)]
pub struct PeoplePage {
    /// They.
    pub people: Vec<Person>,
    /// The brands they can be given.
    pub brands: Vec<BrandChoice>,
    /// Whether somebody can be given all there are and will be, and what
    /// holds for everybody can be set.
    pub may_all: bool,
    /// Whether everybody needs a second factor.
    pub is_required: bool,
    /// Whose form is shown again, if not the one for somebody new, and why.
    pub problem: Option<(Option<String>, StaffFault)>,
    /// What was typed for somebody new.
    pub typed: TypedPerson,
    /// A link that was made just now.
    pub link: Option<NewLink>,
    /// Whether something was changed just now.
    pub saved: bool,
}

/// One of the staff.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their public id.
    pub public_id: String,
    /// What colleagues call them.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The slugs of the brands they serve; `None` for all.
    pub slugs: Option<Vec<String>>,
    /// How their account stands.
    pub state: PersonState,
    /// Whether they have a second factor.
    pub has_factor: bool,
    /// Whether they are the one who looks.
    pub is_me: bool,
}

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonState {
    /// It is open, and in use.
    Open,
    /// It was made, and nobody has taken it up.
    Invited,
    /// It is closed.
    Closed,
}

/// A brand to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrandChoice {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// What was typed for somebody new.
#[derive(Clone, Debug, Default)]
pub struct TypedPerson {
    /// The e-mail address.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Option<Role>,
    /// The slugs of the brands.
    pub slugs: Vec<String>,
}

/// A link to be passed on.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Whose it is.
    pub name: String,
    /// The link.
    pub address: String,
    /// For how many days it works.
    pub days: i64,
}

/// Draws it.
pub fn page(page: PeoplePage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.people();
    let people: Vec<_> = page
        .people
        .iter()
        .map(|person| one(person, &page, texts))
        .collect();
    let link = page.link.clone().map(|link| {
        view! {
            <div class="said" role="status" data-part="link">
                <p>{texts.link_made(&link.name, link.days)}</p>
                <p>
                    {words.link} ": " <code>{link.address}</code>
                </p>
            </div>
        }
    });
    let for_all = page.may_all.then(|| for_all(page.is_required, texts));
    view! {
        <div data-page="people" class="parts">
            {saved(page.saved, words.saved)} {link} <ul class="people">{people}</ul>
            {invite(&page, texts)} {for_all}
        </div>
    }
}

fn one(person: &Person, page: &PeoplePage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.people();
    let fault = page.problem.as_ref().and_then(|(whose, fault)| {
        (whose.as_deref() == Some(person.public_id.as_str())).then_some(*fault)
    });
    let marks = [
        person.is_me.then_some(words.me),
        (person.state == PersonState::Invited).then_some(words.invited),
        (person.state == PersonState::Closed).then_some(words.closed),
        person.has_factor.then_some(words.with_factor),
    ];
    let marks: Vec<_> = marks
        .into_iter()
        .flatten()
        .map(|mark| view! { <span class="mark">{mark}</span> })
        .collect();
    let serves = serves(person, &page.brands, texts);
    view! {
        <li class="card" data-person=person.public_id.clone()>
            <p class="person">
                <strong>{person.name.clone()}</strong>
                <span>{person.email.clone()}</span>
                <span>{texts.role_label(person.role)} " · " {serves}</span>
                {marks}
            </p>
            <details open=fault.is_some()>
                <summary>
                    {words.change} <span class="heard-only">" " {person.name.clone()}</span>
                </summary>
                {problem(fault, texts)} {change(person, page, texts)} {acts(person, texts)}
            </details>
        </li>
    }
}

fn serves(person: &Person, brands: &[BrandChoice], texts: &dyn Texts) -> String {
    let Some(slugs) = &person.slugs else {
        return texts.account().all_brands.to_owned();
    };
    let named: Vec<&str> = brands
        .iter()
        .filter(|brand| slugs.contains(&brand.slug))
        .map(|brand| brand.name.as_str())
        .collect();
    named.join(", ")
}

fn change(person: &Person, page: &PeoplePage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.people();
    let of = person.public_id.clone();
    let name = Line {
        of: of.clone(),
        ..text("name", words.name, person.name.clone())
    };
    let slugs = person.slugs.clone();
    view! {
        <form class="lines" method="post" action=format!("/settings/staff/{of}")>
            {line(name)} {role(&of, Some(person.role), texts)}
            {brands(&of, slugs.as_deref(), page, texts)}
            <button class="button">{words.save}</button>
        </form>
    }
}

fn role(of: &str, chosen: Option<Role>, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.people();
    let id = format!("role-{of}");
    let options: Vec<_> = Role::ALL
        .into_iter()
        .map(|role| {
            let label = format!("{}: {}", texts.role_label(role), texts.role_hint(role));
            let is_chosen = chosen == Some(role);
            view! { <option value=role.code() selected=is_chosen>{label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{words.role}</label>
            <select id=id name="role">
                {options}
            </select>
        </div>
    }
}

/// `None` chosen means all.
fn brands(
    of: &str,
    chosen: Option<&[String]>,
    page: &PeoplePage,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.people();
    let all = page.may_all.then(|| {
        let label = words.all_brands.to_owned();
        tick("all", "yes".to_owned(), of, label, chosen.is_none())
    });
    let each: Vec<_> = page
        .brands
        .iter()
        .map(|brand| {
            let is_chosen = chosen.is_some_and(|slugs| slugs.contains(&brand.slug));
            tick(
                "brand",
                brand.slug.clone(),
                of,
                brand.name.clone(),
                is_chosen,
            )
        })
        .collect();
    view! {
        <fieldset class="choices">
            <legend>{words.brands}</legend>
            {all}
            {each}
        </fieldset>
    }
}

/// What is done to an account as a whole.
fn acts(person: &Person, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.people();
    let of = person.public_id.clone();
    let is_closed = person.state == PersonState::Closed;
    let drop_factor = person.has_factor.then(|| {
        let label = words.drop_factor.to_owned();
        tick("factor", "drop".to_owned(), &of, label, false)
    });
    let link = (!is_closed).then(|| {
        view! {
            <form method="post" action=format!("/settings/staff/{of}/link")>
                {drop_factor} <button class="button">{words.new_link}</button>
            </form>
        }
    });
    let (act, label) = if is_closed {
        ("open", words.open)
    } else {
        ("close", words.close)
    };
    let close = (!person.is_me).then(|| {
        view! {
            <form method="post" action=format!("/settings/staff/{of}/{act}")>
                <button class="button">{label}</button>
            </form>
        }
    });
    view! { <div class="acts">{link} {close}</div> }
}

fn invite(page: &PeoplePage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.people();
    let fault = page
        .problem
        .as_ref()
        .and_then(|(whose, fault)| whose.is_none().then_some(*fault));
    let email = Line {
        of: "new".to_owned(),
        kind: "email",
        inputmode: Some("email"),
        ..text("email", words.email, page.typed.email.clone())
    };
    let name = Line {
        of: "new".to_owned(),
        ..text("name", words.name, page.typed.name.clone())
    };
    view! {
        <section class="card" data-part="invite">
            <h2 class="section">{words.invite}</h2>
            {problem(fault, texts)}
            <form class="lines" method="post" action="/settings/staff">
                {line(email)} {line(name)} {role("new", page.typed.role, texts)}
                {brands("new", Some(&page.typed.slugs), page, texts)}
                <button class="button main">{words.invite_go}</button>
            </form>
        </section>
    }
}

fn for_all(is_required: bool, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.people();
    let (said, act, label) = if is_required {
        (words.required, "optional", words.not_require)
    } else {
        (words.not_required, "required", words.require)
    };
    view! {
        <section class="card" data-part="for-all">
            <h2 class="section">{words.for_all}</h2>
            <p>{said}</p>
            <form method="post" action="/settings/second-factor">
                <button class="button" name="second_factor" value=act>
                    {label}
                </button>
            </form>
        </section>
    }
}
