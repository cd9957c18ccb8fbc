//! The page at `/`, for people.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::Value;
use web::EXAMPLES;

use crate::support::{App, Database, Records};

async fn page(app: &App, headers: &[(&str, &str)]) -> String {
    let request =
        headers.iter().fold(Request::get("/"), |request, (name, value)| request.header(*name, *value));
    let raw = app.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(raw.status, StatusCode::OK);
    assert_eq!(raw.headers["content-type"], "text/html; charset=utf-8");
    String::from_utf8(raw.body).expect("UTF-8")
}

#[tokio::test]
async fn it_credits_whose_data_it_is() {
    let mut records = Records::new("house");
    records.role("cook");
    let taxonomy = &mut records.dataset.taxonomies[0];
    taxonomy.title = "Cooks & <b>bakers</b>".to_owned();
    taxonomy.publisher = Some("Example Press".to_owned());
    taxonomy.licence = Some("CC-BY-4.0".to_owned());
    taxonomy.url = Some("https://example.org/?a=\"&b".to_owned());
    taxonomy.attribution = Some("By Example Press, CC BY 4.0.".to_owned());
    let page = page(&App::holding(Database::sqlite(), records.dataset).await, &[]).await;
    for text in [
        "<h3>Cooks &amp; &lt;b&gt;bakers&lt;/b&gt;</h3>",
        "<li>Publisher: Example Press</li>",
        "<li>Licence: CC-BY-4.0</li>",
        "<li>Site: <a href=\"https://example.org/?a=&quot;&amp;b\">https://example.org/?a=\"&amp;b</a></li>",
        "<p>By Example Press, CC BY 4.0.</p>",
        "<dt>role</dt><dd>1</dd>",
        "Revision 1, 0 links",
    ] {
        assert!(page.contains(text), "`{text}` is missing: {page}");
    }
}

#[tokio::test]
async fn what_is_no_address_on_the_web_is_not_linked() {
    let mut records = Records::new("house");
    records.dataset.taxonomies[0].url = Some("javascript:alert(1)".to_owned());
    let page = page(&App::holding(Database::sqlite(), records.dataset).await, &[]).await;
    assert!(page.contains("<li>Site: javascript:alert(1)</li>"), "{page}");
}

#[tokio::test]
async fn it_counts_what_is_served_now() {
    let mut records = Records::new("house");
    let app = App::holding(Database::sqlite(), records.dataset.clone()).await;
    assert!(page(&app, &[]).await.contains("Nothing yet, at revision 1"));
    for number in 0..1_234 {
        records.skill(&format!("skill-{number}"));
    }
    app.load(records.dataset).await;
    let page = page(&app, &[]).await;
    assert!(page.contains("<dt>skills</dt><dd>1,234</dd>") && page.contains("Revision 2,"), "{page}");
}

#[tokio::test]
async fn it_leads_to_every_example_and_to_the_rest() {
    let app = App::curated().await;
    let page = page(&app, &[]).await;
    let examples = EXAMPLES.iter().map(|example| format!("/graphiql?example={}", example.slug));
    let others = ["/graphiql", "/graphiql/plain", "/schema.graphql", "/healthz"].map(str::to_owned);
    for path in examples.chain(others) {
        assert!(page.contains(&format!("href=\"{path}\"")), "{path} is not linked");
    }
}

/// The command that the page shows, without the entities of HTML.
fn command(page: &str) -> String {
    let command = page.split("<code>curl").nth(1).and_then(|rest| rest.split("</code>").next());
    format!("curl{}", html_escape::decode_html_entities(command.expect("a command")))
}

#[tokio::test]
async fn the_command_that_it_shows_is_answered_where_the_page_was_asked_for() {
    let app = App::curated().await;
    let command = command(&page(&app, &[("host", "graph.example:8443")]).await);
    assert!(command.starts_with("curl -s http://graph.example:8443/graphql -H 'content-type: "), "{command}");
    let body = command.split_once("-d '").and_then(|(_, body)| body.strip_suffix('\'')).expect("a body");
    let answer: Value = serde_json::from_slice(&app.post(body).await.body).expect("JSON");
    assert_eq!(answer["data"]["role"]["name"], "Back-end developer", "{answer}");
}

#[tokio::test]
async fn a_host_that_is_no_plain_name_stays_out_of_the_command() {
    let app = App::curated().await;
    for host in ["a';id;'", "a b", "<script>", ""] {
        let command = command(&page(&app, &[("host", host)]).await);
        assert!(command.starts_with("curl -s http://127.0.0.1:8080/graphql "), "{host}: {command}");
    }
    let behind_a_proxy = [("host", "graph.example"), ("x-forwarded-proto", "https")];
    assert!(
        command(&page(&app, &behind_a_proxy).await).starts_with("curl -s https://graph.example/graphql ")
    );
}
