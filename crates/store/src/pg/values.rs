//! Values on the wire: `bigint`, `text` and `bytea`, and nothing else.

use std::{error::Error, fmt};

use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

use crate::Param;

/// A value on its way to PostgreSQL. `Debug` shows its kind only: the driver writes parameters
/// into its debug log.
pub(crate) struct Bound<'p>(pub(crate) &'p Param);

impl fmt::Debug for Bound<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0.kind())
    }
}

impl ToSql for Bound<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (self.0, ty) {
            (Param::Null, _) => Ok(IsNull::Yes),
            (Param::I64(number), &Type::INT8) => number.to_sql(ty, out),
            (Param::I64(number), &Type::INT4) => i32::try_from(*number)?.to_sql(ty, out),
            (Param::Text(text), &Type::TEXT) => text.to_sql(ty, out),
            (Param::Blob(octets), &Type::BYTEA) => octets.to_sql(ty, out),
            (other, _) => Err(format!("{} where the statement takes {ty}", other.kind()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A value on its way back.
pub(crate) struct Found(pub(crate) Param);

impl<'a> FromSql<'a> for Found {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Found, Box<dyn Error + Sync + Send>> {
        Ok(Found(match *ty {
            Type::INT8 => Param::I64(i64::from_sql(ty, raw)?),
            Type::INT4 => Param::I64(i64::from(i32::from_sql(ty, raw)?)),
            // A comparison: SQLite gives 0 or 1.
            Type::BOOL => Param::I64(i64::from(bool::from_sql(ty, raw)?)),
            Type::TEXT => Param::Text(String::from_sql(ty, raw)?),
            Type::BYTEA => Param::Blob(Vec::from_sql(ty, raw)?),
            _ => return Err(format!("a value of type {ty}, which the other database lacks").into()),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Found, Box<dyn Error + Sync + Send>> {
        Ok(Found(Param::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
