//! The router over a database, asked as a client asks.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use career_graph::config::Edge;
use career_graph::dataset::Dataset;
use career_graph::http::router;
use career_graph::import::curated;
use career_graph::live::Live;
use career_graph::store::Write;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::Database;

/// A router, with the database that it is over.
pub(crate) struct App {
    pub(crate) live: Arc<Live>,
    router: Router,
    edge: Edge,
    database: Database,
}

/// An answer as it came.
pub(crate) struct Raw {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl App {
    /// Over a SQLite database that holds the curated edition.
    pub(crate) async fn curated() -> Self {
        Self::holding(Database::sqlite(), curated_edition()).await
    }

    /// Over a database that holds a dataset.
    pub(crate) async fn holding(database: Database, dataset: Dataset) -> Self {
        let app = Self::over(database).await;
        app.load(dataset).await;
        app
    }

    /// Over a database as it is.
    pub(crate) async fn over(database: Database) -> Self {
        Self::set(database, Edge::default()).await
    }

    /// Over a database that holds a dataset; an answer may cost anything.
    pub(crate) async fn unbounded(database: Database, dataset: Dataset) -> Self {
        let mut edge = Edge::default();
        (edge.limits.max_cost, edge.limits.max_fields) = (u64::MAX / 100, 100_000);
        let app = Self::set(database, edge).await;
        app.load(dataset).await;
        app
    }

    /// Over a database as it is, with these settings.
    pub(crate) async fn set(database: Database, edge: Edge) -> Self {
        let store = database.store().await;
        let live = Live::load(store).await.expect("the database can be read");
        Self { router: router(Arc::clone(&live), edge.clone()), live, edge, database }
    }

    /// Another over the same database, as after a restart.
    pub(crate) async fn restarted(self) -> Self {
        let Self { live, router, edge, database } = self;
        drop((live, router));
        Self::set(database, edge).await
    }

    /// The same with other settings.
    pub(crate) fn with(self, edge: Edge) -> Self {
        Self { router: router(Arc::clone(&self.live), edge.clone()), edge, ..self }
    }

    /// Writes a dataset and serves it.
    pub(crate) async fn load(&self, dataset: Dataset) {
        let write = Write { actor: "test".to_owned(), message: "test".to_owned(), at_ms: 0 };
        self.live.apply(dataset, write).await.expect("the dataset can be written");
    }

    /// The whole answer to a query.
    pub(crate) async fn answer(&self, query: &str) -> Value {
        self.answer_with(query, json!({})).await
    }

    /// The whole answer to a query with variables.
    pub(crate) async fn answer_with(&self, query: &str, variables: Value) -> Value {
        let raw = self.post(&json!({"query": query, "variables": variables}).to_string()).await;
        serde_json::from_slice(&raw.body).expect("an answer is JSON")
    }

    /// The data that a query is answered with; there must be no errors.
    pub(crate) async fn data(&self, query: &str) -> Value {
        self.data_with(query, json!({})).await
    }

    /// The data that a query with variables is answered with; there must be no errors.
    pub(crate) async fn data_with(&self, query: &str, variables: Value) -> Value {
        let mut answer = self.answer_with(query, variables).await;
        assert!(answer.get("errors").is_none(), "{query}\nwas answered with {:#}", answer["errors"]);
        answer["data"].take()
    }

    /// Code and path of the one error that a query is answered with.
    pub(crate) async fn error(&self, query: &str) -> (String, String) {
        let answer = self.answer(query).await;
        let errors = answer["errors"].as_array().unwrap_or_else(|| panic!("{query}\nhas no error: {answer}"));
        assert_eq!(errors.len(), 1, "{query}\nhas other errors: {errors:#?}");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (text(&errors[0]["extensions"]["code"]), text(&errors[0]["message"]))
    }

    /// The answer to a body of JSON.
    pub(crate) async fn post(&self, body: &str) -> Raw {
        let request = Request::post("/graphql").header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_owned())).expect("a request")).await
    }

    /// The answer to any request.
    pub(crate) async fn send(&self, request: Request<Body>) -> Raw {
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        Raw { status: parts.status, headers: parts.headers, body: body.to_vec() }
    }
}

/// The curated edition.
pub(crate) fn curated_edition() -> Dataset {
    curated::read(&curated::embedded()).expect("the curated edition has no mistakes")
}
