//! Money and durations.

use ::entity::{self as e, AmountPurpose, Attendance};
use uuid::Uuid;

use super::super::records::{Money, Place, Weeks};
use super::Converter;

impl Converter<'_> {
    pub(super) fn amount(&mut self, place: Place, of: Uuid, purpose: AmountPurpose, money: Option<&Money>) {
        let Some(money) = money else { return };
        let range = minor_units(money).unwrap_or_else(|mistake| {
            let at = Place { offset: money.currency.span().start, ..place };
            self.faults.add(at, mistake);
            (Some(0), Some(0))
        });
        // The stand-in for a currency that does not exist is one that says so.
        let known = iso_currency::Currency::from_code(money.currency.get_ref());
        self.dataset.amounts.push(e::amount::Model {
            statement_id: of,
            purpose,
            min: range.0,
            max: range.1,
            currency: known.map_or("XXX", |currency| currency.code()).to_owned(),
            period: money.period,
            qualifier: money.qualifier,
        });
    }

    pub(super) fn duration(&mut self, of: Uuid, attendance: Attendance, weeks: Option<&Weeks>) {
        let Some(weeks) = weeks else { return };
        self.dataset.durations.push(e::duration::Model {
            statement_id: of,
            attendance,
            min_weeks: weeks.min,
            max_weeks: weeks.max,
            qualifier: weeks.qualifier,
        });
    }
}

/// Both ends of an amount in minor units of its currency, such as pence; or what is wrong with it.
fn minor_units(money: &Money) -> Result<(Option<i64>, Option<i64>), String> {
    let code = money.currency.get_ref();
    let currency = iso_currency::Currency::from_code(code)
        .ok_or_else(|| format!("`{code}` is no ISO 4217 currency code: expected one such as GBP"))?;
    let decimals = currency.exponent().unwrap_or(0);
    let minor = |major: f64| {
        let minor = major * 10_f64.powi(i32::from(decimals));
        if !(0.0..9e15).contains(&minor) {
            return Err(format!("the amount {major} is outside what money can be: expected 0 or more"));
        }
        if (minor - minor.round()).abs() > 1e-6 {
            return Err(format!("the amount {major} has too many decimals: {code} has {decimals}"));
        }
        #[expect(clippy::cast_possible_truncation, reason = "whole and far below 2^53")]
        let whole = minor.round() as i64;
        Ok(whole)
    };
    if let (Some(min), Some(max)) = (money.min, money.max)
        && min > max
    {
        return Err(format!("amount: min {min} is above max {max}"));
    }
    Ok((money.min.map(minor).transpose()?, money.max.map(minor).transpose()?))
}
