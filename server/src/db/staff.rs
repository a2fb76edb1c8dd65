//! The staff: who may sign in, and as what.

use super::{is_sqlite, staff_brand, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::staff::Role;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{LockType, Query};
use sea_orm::{ActiveValue, Condition, QueryOrder, QuerySelect};

/// A row of `staff`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names them by (`stf_...`).
    pub public_id: String,
    /// Their e-mail address as [`doorstep::lookup::same_email`] spells it; unique.
    pub email: String,
    /// What colleagues and the trail call them.
    pub name: String,
    /// [`doorstep::staff::Role`] as its code.
    pub role: String,
    /// Whether they serve every brand there is and will be.
    pub all_brands: bool,
    /// The password's argon2id hash; null until one is chosen.
    pub password: Option<String>,
    /// The seed of their second factor, base32.
    pub totp_seed: Option<String>,
    /// When they proved that they have it; null before.
    pub totp_confirmed_ms: Option<i64>,
    /// The newest time step a code was taken for: none is taken twice.
    pub totp_step: Option<i64>,
    /// When the account was made.
    pub created_ms: i64,
    /// When it was closed; null while it is open.
    pub disabled_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// One of the staff by e-mail address, folded.
///
/// # Errors
/// When the database refuses.
pub async fn by_email(
    database: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::Email.eq(email))
        .one(database)
        .await?)
}

/// One of the staff by public id.
///
/// # Errors
/// When the database refuses.
pub async fn by_public_id(
    database: &impl ConnectionTrait,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::PublicId.eq(public_id))
        .one(database)
        .await?)
}

/// One of the staff by row id.
///
/// # Errors
/// When the database refuses.
pub async fn by_id(database: &impl ConnectionTrait, id: i64) -> Result<Option<Model>, Error> {
    Ok(Entity::find_by_id(id).one(database).await?)
}

/// All staff of the site by name, those whose account is closed last.
///
/// # Errors
/// When the database refuses.
pub async fn all_of_site(database: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    let mut all = Entity::find()
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id)
        .all(database)
        .await?;
    all.sort_by_key(|row| row.disabled_ms.is_some());
    Ok(all)
}

/// The admins who serve a brand and whose account is open.
///
/// # Errors
/// When the database refuses.
pub async fn open_admins_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<Vec<Model>, Error> {
    let of_brand = Query::select()
        .column(staff_brand::Column::StaffId)
        .from(staff_brand::Entity)
        .and_where(staff_brand::Column::BrandId.eq(brand_id))
        .take();
    let serves = Condition::any()
        .add(Column::AllBrands.eq(true))
        .add(Column::Id.in_subquery(of_brand));
    Ok(Entity::find()
        .filter(Column::Role.eq(Role::Admin.code()))
        .filter(Column::DisabledMs.is_null())
        .filter(serves)
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
}

/// Whether the site has any staff.
///
/// # Errors
/// When the database refuses.
pub async fn is_any_of_site(database: &impl ConnectionTrait) -> Result<bool, Error> {
    Ok(Entity::find().one(database).await?.is_some())
}

/// Everyone of a role who serves every brand, can sign in and is not somebody
/// else; locked where the database locks rows, so that of two who leave at
/// once one stays.
///
/// # Errors
/// When the database refuses.
pub async fn others_of_all_brands_locked(
    database: &impl ConnectionTrait,
    role: Role,
    but: i64,
) -> Result<usize, Error> {
    let find = Entity::find()
        .filter(Column::Role.eq(role.code()))
        .filter(Column::AllBrands.eq(true))
        .filter(Column::Password.is_not_null())
        .filter(Column::DisabledMs.is_null());
    let find = if is_sqlite(database) {
        find
    } else {
        find.order_by_asc(Column::Id).lock(LockType::Update)
    };
    let found = find.all(database).await?;
    Ok(found.iter().filter(|row| row.id != but).count())
}

/// A new account.
#[derive(Clone, Debug)]
pub struct NewStaff<'a> {
    /// Its public id.
    pub public_id: &'a str,
    /// The e-mail address, folded.
    pub email: &'a str,
    /// What colleagues call them.
    pub name: &'a str,
    /// What they may do.
    pub role: Role,
    /// Whether they serve every brand.
    pub all_brands: bool,
    /// The password's hash, where one is chosen already.
    pub password: Option<&'a str>,
}

/// Makes an account; its row id.
///
/// # Errors
/// When the database refuses: also when the address has one.
pub async fn add(
    database: &impl ConnectionTrait,
    new: &NewStaff<'_>,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.public_id.to_owned()),
        email: ActiveValue::Set(new.email.to_owned()),
        name: ActiveValue::Set(new.name.to_owned()),
        role: ActiveValue::Set(new.role.code().to_owned()),
        all_brands: ActiveValue::Set(new.all_brands),
        password: ActiveValue::Set(new.password.map(str::to_owned)),
        totp_seed: ActiveValue::Set(None),
        totp_confirmed_ms: ActiveValue::Set(None),
        totp_step: ActiveValue::Set(None),
        created_ms: ActiveValue::Set(to_ms(now)),
        disabled_ms: ActiveValue::Set(None),
    };
    Ok(row.insert(database).await?.id)
}

/// One column of an account, set anew.
#[derive(Clone, Debug)]
pub enum Change {
    /// What colleagues call them.
    Name(String),
    /// What they may do, and whether for every brand.
    Rights(Role, bool),
    /// The password's hash.
    Password(String),
    /// Whether the account is closed, and since when.
    Disabled(Option<DateTime<Utc>>),
    /// The seed of a second factor that is not proved yet, or none.
    Seed(Option<String>),
    /// The seed that is there, kept in another form.
    Sealed(String),
    /// The seed was proved by the code of a step.
    Confirmed(i64, DateTime<Utc>),
}

/// Changes an account.
///
/// # Errors
/// When the database refuses.
pub async fn change(database: &impl ConnectionTrait, id: i64, change: Change) -> Result<(), Error> {
    let update = Entity::update_many().filter(Column::Id.eq(id));
    let update = match change {
        Change::Name(name) => update.col_expr(Column::Name, Expr::value(name)),
        Change::Rights(role, all_brands) => update
            .col_expr(Column::Role, Expr::value(role.code()))
            .col_expr(Column::AllBrands, Expr::value(all_brands)),
        Change::Password(hash) => update.col_expr(Column::Password, Expr::value(hash)),
        Change::Disabled(since) => {
            update.col_expr(Column::DisabledMs, Expr::value(since.map(to_ms)))
        }
        Change::Seed(seed) => update
            .col_expr(Column::TotpSeed, Expr::value(seed))
            .col_expr(Column::TotpConfirmedMs, Expr::value(None::<i64>))
            .col_expr(Column::TotpStep, Expr::value(None::<i64>)),
        Change::Sealed(seed) => update.col_expr(Column::TotpSeed, Expr::value(seed)),
        Change::Confirmed(step, at) => update
            .col_expr(Column::TotpConfirmedMs, Expr::value(to_ms(at)))
            .col_expr(Column::TotpStep, Expr::value(step)),
    };
    update.exec(database).await?;
    Ok(())
}

/// Takes the time step of a code, unless it or a later one was taken before:
/// then `false`.
///
/// # Errors
/// When the database refuses.
pub async fn take_step(database: &impl ConnectionTrait, id: i64, step: i64) -> Result<bool, Error> {
    let taken = Entity::update_many()
        .col_expr(Column::TotpStep, Expr::value(step))
        .filter(Column::Id.eq(id))
        .filter(
            Condition::any()
                .add(Column::TotpStep.is_null())
                .add(Column::TotpStep.lt(step)),
        )
        .exec(database)
        .await?;
    Ok(taken.rows_affected > 0)
}
