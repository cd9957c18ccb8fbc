//! Hears of revisions that others write.

use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use super::{Store, StoreError};
use crate::store::error::Cause;

/// Where writers tell of a new revision.
const CHANNEL: &str = "career_graph_revision";

/// How long to wait before a lost connection is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// Hears of new revisions on PostgreSQL; on SQLite nothing tells.
///
/// What is written while its connection is down is missed, so the caller looks at `Store::head` now and then too.
#[derive(Debug)]
pub struct Listener {
    postgres: Option<Connected>,
}

#[derive(Debug)]
struct Connected {
    options: PgConnectOptions,
    inner: Option<PgListener>,
}

impl Store {
    /// Begins to listen: what is written from now on is heard.
    pub async fn listen(&self) -> Result<Listener, StoreError> {
        let Some(options) = &self.postgres else { return Ok(Listener { postgres: None }) };
        let inner = connect(options).await.map_err(|error| StoreError::Unreachable {
            place: self.place.to_string(),
            source: Cause::of(&error),
        })?;
        Ok(Listener { postgres: Some(Connected { options: (**options).clone(), inner: Some(inner) }) })
    }
}

impl Listener {
    /// Returns when there may be a new revision; never on SQLite.
    ///
    /// Also returns after a lost connection was made again, because a revision may have been missed meanwhile.
    /// Dropping the future loses nothing.
    pub async fn changed(&mut self) {
        let Some(connected) = &mut self.postgres else { return std::future::pending().await };
        loop {
            if let Some(listener) = &mut connected.inner {
                match listener.try_recv().await {
                    Ok(Some(_)) => return,
                    lost => {
                        tracing::warn!(cause = ?lost.err(), "the connection that hears of revisions is lost");
                        connected.inner = None;
                    }
                }
            }
            match connect(&connected.options).await {
                Ok(listener) => {
                    connected.inner = Some(listener);
                    return;
                }
                Err(_) => tokio::time::sleep(RETRY).await,
            }
        }
    }
}

async fn connect(options: &PgConnectOptions) -> Result<PgListener, sea_orm::SqlxError> {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(RETRY * 10)
        .connect_lazy_with(options.clone());
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.eager_reconnect(false);
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

/// Tells all listeners; they hear it when the transaction commits.
pub(super) async fn notify(tx: &DatabaseTransaction) -> Result<(), DbErr> {
    tx.execute_unprepared(&format!("NOTIFY {CHANNEL}")).await.map(drop)
}
