//! The graph that filters are tried on.

use entity::{
    AmountPurpose, Attendance, CodeScheme, PathwayKind, Requirement, RoleKind, RoleLinkKind, SkillKind,
    SkillLinkKind, SkillReuse, ToolCategory, job_zone,
};

use crate::support::{App, Database, Records};

pub(super) async fn app() -> App {
    let mut ours = Records::new("ours");
    for number in 1..=3 {
        let (name, preparation) = (format!("Job Zone {number}"), "some".to_owned());
        ours.dataset.job_zones.push(job_zone::Model { number, name, preparation });
    }
    let group = ours.role("trades");
    let baker = ours.role("baker");
    let pastry = ours.role("pastry-baker");
    let guest = ours.role("guest");
    let old = ours.role("old-miller");
    for (id, kind, zone) in [
        (group, RoleKind::Group, None),
        (baker, RoleKind::Occupation, Some(2)),
        (pastry, RoleKind::Occupation, Some(3)),
        (guest, RoleKind::Counterpart, None),
        (old, RoleKind::Occupation, Some(1)),
    ] {
        let role = ours.dataset.roles.iter_mut().find(|role| role.id == id).expect("a role");
        (role.role_kind, role.job_zone) = (kind, zone);
    }
    ours.rename(pastry, "Pastry Baker");
    ours.code(baker, CodeScheme::Isco08, "7512", false);
    ours.code(pastry, CodeScheme::Isco08, "7512", false);
    ours.code(pastry, CodeScheme::OnetSoc, "51-3011.00", true);
    ours.role_relation(baker, group, RoleLinkKind::Broader);
    ours.role_relation(pastry, baker, RoleLinkKind::Broader);
    ours.role_relation(old, group, RoleLinkKind::Broader);
    ours.role_relation(guest, baker, RoleLinkKind::WorksWith);
    ours.retire(old, None);

    let cooking = ours.skill("cooking");
    let baking = ours.skill("baking");
    let glazing = ours.skill("glazing");
    let patience = ours.skill("patience");
    let milling = ours.skill("milling");
    for (id, kind, reuse) in [
        (cooking, SkillKind::Group, None),
        (baking, SkillKind::Technical, Some(SkillReuse::SectorSpecific)),
        (glazing, SkillKind::Technical, Some(SkillReuse::OccupationSpecific)),
        (patience, SkillKind::Soft, Some(SkillReuse::Transversal)),
        (milling, SkillKind::Technical, None),
    ] {
        let skill = ours.dataset.skills.iter_mut().find(|skill| skill.id == id).expect("a skill");
        (skill.skill_kind, skill.reuse) = (kind, reuse);
    }
    ours.code(baking, CodeScheme::EscoUri, "http://data.example/baking", true);
    ours.skill_relation(baking, cooking, SkillLinkKind::Broader);
    ours.skill_relation(glazing, baking, SkillLinkKind::Broader);
    ours.retire(milling, None);
    for (role, skill, requirement, importance, level) in [
        (baker, baking, Some(Requirement::Essential), Some(4.5), Some(5.0)),
        (baker, glazing, Some(Requirement::Optional), Some(2.0), None),
        (baker, patience, None, None, Some(3.0)),
        (baker, milling, None, None, None),
        (pastry, baking, Some(Requirement::Essential), Some(3.0), Some(4.0)),
        (old, baking, None, None, None),
        (guest, baking, Some(Requirement::Optional), None, None),
    ] {
        let link = ours.role_skill(role, skill, level);
        let facts = ours.role_skill_mut(link);
        (facts.requirement, facts.importance) = (requirement, importance);
        if (role, skill) == (baker, baking) {
            ours.confirm(link, "section 2");
        }
    }

    for (key, category, hot, demand, requirement) in [
        ("oven", ToolCategory::Equipment, false, true, Some(Requirement::Essential)),
        ("till", ToolCategory::Software, true, false, Some(Requirement::Optional)),
        ("whisk", ToolCategory::Equipment, false, false, None),
        ("millstone", ToolCategory::Equipment, false, false, None),
    ] {
        let id = ours.tool(key);
        let tool = ours.dataset.tools.last_mut().expect("one was added");
        (tool.category, tool.hot) = (category, hot);
        let link = ours.role_tool(baker, id);
        let facts = ours.dataset.role_tools.last_mut().expect("one was added");
        (facts.in_demand, facts.requirement) = (demand, requirement);
        match key {
            "oven" => ours.confirm(link, "section 2"),
            "till" => ours.code(id, CodeScheme::Unspsc, "43233200", false),
            "millstone" => ours.retire(id, None),
            _ => {}
        }
    }

    let pounds = |amount: i64| Some(amount * 100);
    for (key, kind, region, cost, weeks) in [
        (
            "academy",
            PathwayKind::Degree,
            Some("GB"),
            Some((pounds(9000), pounds(9500), "GBP")),
            Some((Attendance::FullTime, Some(156.0), Some(160.0))),
        ),
        (
            "evenings",
            PathwayKind::Bootcamp,
            None,
            Some((None, pounds(800), "GBP")),
            Some((Attendance::PartTime, None, Some(12.0))),
        ),
        ("guild", PathwayKind::Apprenticeship, Some("DE"), Some((Some(0), Some(0), "EUR")), None),
        ("home", PathwayKind::SelfStudy, Some("ZZ"), None, None),
        ("manor", PathwayKind::Vocational, Some("GB"), None, None),
    ] {
        let id = ours.pathway(key, kind);
        ours.dataset.pathways.last_mut().expect("one was added").region = region.map(str::to_owned);
        if let Some((min, max, currency)) = cost {
            ours.amount(id, AmountPurpose::Cost, (min, max), currency);
        }
        if let Some((attendance, min, max)) = weeks {
            ours.weeks(id, attendance, (min, max));
        }
        ours.role_pathway(baker, id);
        if key == "manor" {
            ours.retire(id, None);
        }
    }

    let mut theirs = Records::new("theirs");
    let chef = theirs.role("chef");
    let tasting = theirs.skill("tasting");
    let spoon = theirs.tool("spoon");
    let school = theirs.pathway("school", PathwayKind::Vocational);
    theirs.role_skill(chef, baking, Some(7.0));
    theirs.role_skill(baker, tasting, None);
    theirs.role_tool(baker, spoon);
    theirs.role_pathway(baker, school);
    theirs.dataset.roles[0].job_zone = Some(3);
    let app = App::holding(Database::sqlite(), ours.dataset).await;
    app.load(theirs.dataset).await;
    app
}
