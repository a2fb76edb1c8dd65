//! `/sign-in/second-factor`: where a second factor is set up, by whoever must
//! have one to go on, and by whoever wants one.

use super::fields::Fields;
use super::page::{self, Drawn};
use super::sign_in::{Asked, Question};
use crate::error::Error;
use crate::http::caller::Network;
use crate::http::pages::language;
use crate::http::routes::Http;
use crate::http::session::{self, CODE, Entering, HOME};
use crate::limits::Verdict;
use crate::staff::sessions::{Entered, Stage};
use crate::staff::{Refusal, own, totp};
use app::pages::staff::{Picture, RecoveryCodes, Section, SetUpForm, StaffPage};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use doorstep::staff::StaffFault;
use qrcode::{Color, QrCode};

/// `GET /sign-in/second-factor`.
pub async fn open(
    State(http): State<Http>,
    Entering(entered): Entering,
    question: Question,
    headers: HeaderMap,
) -> Response {
    let to = Asked::of(question).to();
    shown(&http, &entered, to, None, &headers).await
}

/// The form, unless a second factor is set up already.
async fn shown(
    http: &Http,
    entered: &Entered,
    to: Option<String>,
    problem: Option<StaffFault>,
    headers: &HeaderMap,
) -> Response {
    if entered.stage == Stage::CodeDue {
        return page::see(&session::with_way_back(CODE, to.as_deref()));
    }
    let seed = match own::pending_seed(&http.services, &entered.account).await {
        Ok(Some(seed)) => seed,
        Ok(None) => return page::see(to.as_deref().unwrap_or(HOME)),
        Err(error) => return page::failed(error),
    };
    match form(http, entered, seed, to, problem) {
        Ok(form) => answer(entered, form, headers),
        Err(error) => page::failed(error),
    }
}

fn form(
    http: &Http,
    entered: &Entered,
    seed: String,
    to: Option<String>,
    problem: Option<StaffFault>,
) -> Result<SetUpForm, Error> {
    let book = http.services.book.now();
    let site = book.brands.first().map_or("Doorstep", |brand| &*brand.name);
    let address = totp::address(&seed, site, &entered.account.row.email);
    let is_required = entered.stage == Stage::SetUpDue;
    Ok(SetUpForm {
        picture: picture(&address)?,
        seed,
        address,
        is_required,
        // Whoever must set one up has just typed it.
        asks_password: !is_required,
        problem,
        to,
    })
}

fn answer(entered: &Entered, form: SetUpForm, headers: &HeaderMap) -> Response {
    let problem = form.problem;
    let is_whole = entered.stage == Stage::Whole;
    let mut drawn = Drawn::new(StaffPage::SetUp(Box::new(form)));
    if let Some(fault) = problem {
        drawn = drawn.of(page::status(fault));
    }
    if is_whole {
        let actor = entered.account.actor();
        drawn = drawn.within(page::frame(&actor, Some(Section::Account)));
    }
    let mut response = drawn.answer(&language(headers));
    if let Some(fault) = problem {
        page::wait(&mut response, fault);
    }
    response
}

fn picture(address: &str) -> Result<Picture, Error> {
    let code = QrCode::new(address.as_bytes())
        .map_err(|error| Error::Stored(format!("a seed cannot be drawn: {error}")))?;
    Ok(Picture {
        side: code.width(),
        dark: code
            .to_colors()
            .into_iter()
            .map(|colour| colour == Color::Dark)
            .collect(),
    })
}

/// `POST /sign-in/second-factor`: proves the seed, and shows the recovery
/// codes this once.
pub async fn prove(
    State(http): State<Http>,
    network: Network,
    Entering(entered): Entering,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let to = session::way_back(typed.one("to")).map(str::to_owned);
    if entered.stage == Stage::CodeDue {
        return page::see(CODE);
    }
    let set_up = match proved(&http, network, &entered, &typed).await {
        Ok(set_up) => set_up,
        Err(Refusal::Wrong(fault)) => {
            return shown(&http, &entered, to, Some(fault), &headers).await;
        }
        Err(Refusal::NotThere) => return page::see(to.as_deref().unwrap_or(HOME)),
        Err(Refusal::Failed(error)) => return page::failed(error),
    };
    let codes = RecoveryCodes {
        codes: set_up.recovery,
        to: to.unwrap_or_else(|| HOME.to_owned()),
    };
    let drawn = Drawn::new(StaffPage::Recovery(codes));
    let frame = page::frame(&entered.account.actor(), Some(Section::Account));
    let mut response = drawn.within(frame).answer(&language(&headers));
    session::give(&mut response, &set_up.token);
    response
}

async fn proved(
    http: &Http,
    network: Network,
    entered: &Entered,
    typed: &Fields,
) -> Result<own::SetUp, Refusal> {
    let attempt = http.codes.attempt(&network, &entered.account.row.id);
    if let Verdict::In(seconds) = http.codes.ask(attempt, http.services.clock.wall()) {
        return Err(Refusal::Wrong(StaffFault::Wait(seconds)));
    }
    if entered.stage == Stage::Whole {
        own::prove(&entered.account, typed.one("present")).await?;
    }
    let set_up = own::confirm_seed(&http.services, entered, typed.one("code")).await?;
    http.codes.proved(attempt);
    Ok(set_up)
}
