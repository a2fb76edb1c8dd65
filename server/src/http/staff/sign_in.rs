//! `/sign-in`: an e-mail address and a password, then the second factor where
//! one is due. An unknown address and a wrong password get the same answer.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::error::Error;
use crate::http::caller::Network;
use crate::http::pages::language;
use crate::http::routes::Http;
use crate::http::session::{self, CODE, Entering, HOME, SECOND_FACTOR, SIGN_IN, SignedIn};
use crate::limits::Verdict;
use crate::staff;
use crate::staff::sessions::{self, Ends, Stage};
use crate::staff::sign_in::{self, Opened};
use app::pages::staff::{CodeForm, SignInForm, SignInProblem, StaffPage};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use doorstep::lookup;
use doorstep::staff::StaffFault;

/// What the address says beside the page.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Where it is to lead to.
    to: String,
    /// Whether a password was chosen just now.
    chosen: Option<String>,
}

/// The question of a page; what cannot be read asks for nothing.
pub type Question = Result<Query<Asked>, QueryRejection>;

impl Asked {
    /// What was asked.
    pub fn of(question: Question) -> Self {
        question.map(|Query(asked)| asked).unwrap_or_default()
    }

    /// Where it is to lead to, where that is a page of ours.
    pub fn to(&self) -> Option<String> {
        session::way_back(&self.to).map(str::to_owned)
    }
}

/// `GET /sign-in`.
pub async fn open(State(http): State<Http>, question: Question, headers: HeaderMap) -> Response {
    let asked = Asked::of(question);
    let to = asked.to();
    match session::entered(&http, &headers).await {
        Ok(Some(entered)) if entered.stage == Stage::Whole => {
            return page::see(to.as_deref().unwrap_or(HOME));
        }
        Ok(_) => {}
        Err(error) => return page::failed(error),
    }
    let form = SignInForm {
        to,
        chosen: asked.chosen.is_some(),
        ready: http.services.demo.ready(),
        ..SignInForm::default()
    };
    Drawn::new(StaffPage::SignIn(form)).answer(&language(&headers))
}

/// Why nobody is signed in.
enum Refusal {
    Problem(SignInProblem),
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// `POST /sign-in`.
pub async fn enter(
    State(http): State<Http>,
    network: Network,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let to = session::way_back(typed.one("to")).map(str::to_owned);
    match opened(&http, network, &typed).await {
        Ok(opened) => {
            let to = to.as_deref();
            let mut response = page::see(&match opened.stage {
                Stage::Whole => to.unwrap_or(HOME).to_owned(),
                Stage::CodeDue => session::with_way_back(CODE, to),
                Stage::SetUpDue => session::with_way_back(SECOND_FACTOR, to),
            });
            session::give(&mut response, &opened.token);
            response
        }
        Err(Refusal::Problem(problem)) => again(&http, &headers, to, problem),
        Err(Refusal::Failed(error)) => page::failed(error),
    }
}

async fn opened(http: &Http, network: Network, typed: &Fields) -> Result<Opened, Refusal> {
    let typed_email = crate::db::without_nul(typed.one("email"));
    let email = lookup::same_email(&typed_email).unwrap_or_default();
    let attempt = http.sign_ins.attempt(&network, &email);
    let now = http.services.clock.wall();
    if let Verdict::In(seconds) = http.sign_ins.ask(attempt, now) {
        return Err(Refusal::Problem(SignInProblem::Wait(seconds)));
    }
    let opened = sign_in::with_password(&http.services, &email, typed.one("password")).await?;
    let opened = opened.ok_or(Refusal::Problem(SignInProblem::Wrong))?;
    http.sign_ins.proved(attempt);
    Ok(opened)
}

fn again(http: &Http, headers: &HeaderMap, to: Option<String>, problem: SignInProblem) -> Response {
    let (status, fault) = match problem {
        SignInProblem::Wrong => (StatusCode::UNAUTHORIZED, None),
        SignInProblem::Wait(seconds) => (
            StatusCode::TOO_MANY_REQUESTS,
            Some(StaffFault::Wait(seconds)),
        ),
    };
    let form = SignInForm {
        problem: Some(problem),
        to,
        chosen: false,
        ready: http.services.demo.ready(),
    };
    let drawn = Drawn::new(StaffPage::SignIn(form)).of(status);
    let mut response = drawn.answer(&language(headers));
    if let Some(fault) = fault {
        page::wait(&mut response, fault);
    }
    response
}

/// `GET /sign-in/code`.
pub async fn code(Entering(entered): Entering, question: Question, headers: HeaderMap) -> Response {
    let to = Asked::of(question).to();
    if let Some(elsewhere) = not_due(entered.stage, to.as_deref()) {
        return elsewhere;
    }
    let form = CodeForm { problem: None, to };
    Drawn::new(StaffPage::Code(form)).answer(&language(&headers))
}

/// Somebody whose code is not due is led on.
fn not_due(stage: Stage, to: Option<&str>) -> Option<Response> {
    match stage {
        Stage::CodeDue => None,
        Stage::Whole => Some(page::see(to.unwrap_or(HOME))),
        Stage::SetUpDue => Some(page::see(&session::with_way_back(SECOND_FACTOR, to))),
    }
}

/// `POST /sign-in/code`.
pub async fn enter_code(
    State(http): State<Http>,
    network: Network,
    Entering(entered): Entering,
    headers: HeaderMap,
    typed: Fields,
) -> Response {
    let to = session::way_back(typed.one("to")).map(str::to_owned);
    if let Some(elsewhere) = not_due(entered.stage, to.as_deref()) {
        return elsewhere;
    }
    let attempt = http.codes.attempt(&network, &entered.account.row.id);
    let now = http.services.clock.wall();
    let fault = match http.codes.ask(attempt, now) {
        Verdict::In(seconds) => StaffFault::Wait(seconds),
        Verdict::Now => {
            match sign_in::with_code(&http.services, &entered, typed.one("code")).await {
                Ok(token) => {
                    http.codes.proved(attempt);
                    let mut response = page::see(to.as_deref().unwrap_or(HOME));
                    session::give(&mut response, &token);
                    return response;
                }
                Err(staff::Refusal::Wrong(fault)) => fault,
                Err(staff::Refusal::NotThere) => StaffFault::WrongCode,
                Err(staff::Refusal::Failed(error)) => return page::failed(error),
            }
        }
    };
    let form = CodeForm {
        problem: Some(fault),
        to,
    };
    let drawn = Drawn::new(StaffPage::Code(form)).of(page::status(fault));
    let mut response = drawn.answer(&language(&headers));
    page::wait(&mut response, fault);
    response
}

/// `POST /sign-out`.
pub async fn out(State(http): State<Http>, Entering(entered): Entering) -> Response {
    signed_out(&http, &entered, Ends::Here).await
}

/// `POST /account/sign-out`: out of every browser.
pub async fn out_everywhere(State(http): State<Http>, SignedIn(entered): SignedIn) -> Response {
    signed_out(&http, &entered, Ends::Everywhere).await
}

async fn signed_out(http: &Http, entered: &sessions::Entered, ends: Ends) -> Response {
    if let Err(error) = sessions::sign_out(&http.services, entered, ends).await {
        return page::failed(error);
    }
    let mut response = page::see(SIGN_IN);
    session::take(&mut response);
    response
}
