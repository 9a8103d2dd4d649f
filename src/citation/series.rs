//! [`Series`]: the rows of symbols that resolutions are numbered in.

use super::Organ;

/// A row of symbols, or what is known of it from a name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Series {
    /// `A/RES/71/19`.
    Assembly,
    /// `S/RES/1373`.
    Security,
    /// `E/RES/1996/31`.
    Ecosoc,
    /// `A/HRC/RES/26/20`.
    HumanRights,
    /// `E/CN.4/RES/2001/33`.
    CommissionHumanRights,
    /// `E/ESCAP/RES/72/7`.
    AsiaPacific,
    /// `UNEP/EA.4/Res.10`.
    Environment,
    /// `HSP/HA.1/Res.2`.
    Habitat,
    /// "the Council": the kind of number or the speaker tells which.
    AnyCouncil,
    /// "the Assembly": likewise.
    AnyAssembly,
    /// A body whose resolutions carry another kind of symbol.
    Foreign,
}

/// The first session whose resolutions are numbered with figures: `31/1` of 1976.
pub(super) const ARABIC_SESSION_MIN: u32 = 31;

/// The first year that begins a number such as `1978/1`.
const YEAR_MIN: u32 = 1946;

impl Series {
    /// Returns the series of its name in the tables.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "A/RES" => Self::Assembly,
            "S/RES" => Self::Security,
            "E/RES" => Self::Ecosoc,
            "A/HRC/RES" => Self::HumanRights,
            "E/CN.4/RES" => Self::CommissionHumanRights,
            "E/ESCAP/RES" => Self::AsiaPacific,
            "UNEP/EA" => Self::Environment,
            "HSP/HA" => Self::Habitat,
            "council" => Self::AnyCouncil,
            "assembly" => Self::AnyAssembly,
            "-" => Self::Foreign,
            _ => return None,
        })
    }

    /// Returns the series in which `organ` numbers its resolutions.
    pub(super) fn of_organ(organ: Organ) -> Self {
        match organ {
            Organ::UnGa => Self::Assembly,
            Organ::UnSc => Self::Security,
            Organ::UnEcosoc => Self::Ecosoc,
            Organ::UnHrc => Self::HumanRights,
            Organ::Unea => Self::Environment,
            Organ::UnHabitat => Self::Habitat,
            Organ::ImoAssembly
            | Organ::InterpolGa
            | Organ::ItuPp
            | Organ::UnescoIbe
            | Organ::WhoEb
            | Organ::WhoWha => Self::Foreign,
        }
    }

    /// Returns the series of a symbol written out; [`Series::Foreign`] for other documents.
    pub(super) fn of_symbol(symbol: &str) -> Self {
        const SERIES: [Series; 8] = [
            Series::Assembly,
            Series::Security,
            Series::Ecosoc,
            Series::HumanRights,
            Series::CommissionHumanRights,
            Series::AsiaPacific,
            Series::Environment,
            Series::Habitat,
        ];
        SERIES
            .into_iter()
            .find(|series| series.prefix(false).is_some_and(|prefix| symbol.starts_with(prefix)))
            .unwrap_or(Self::Foreign)
    }

    /// Returns the series of the resolutions that a report prints, given its symbol: the annual
    /// report of the Human Rights Council is Supplement No. 53 since it has met.
    pub(super) fn of_report(symbol: &str) -> Self {
        const SUPPLEMENT: &str = "53";
        const SESSION_MIN: u32 = 61;
        let mut parts = symbol.split('/');
        let is_council = parts.next() == Some("A")
            && parts.next().and_then(|session| session.parse().ok()) >= Some(SESSION_MIN)
            && parts.next() == Some(SUPPLEMENT);
        if is_council { Self::HumanRights } else { Self::Foreign }
    }

    /// Returns the series that a number `session/number` belongs to, given what the text says of
    /// the body, or `None` if the two do not go together and nothing else is sure.
    pub(super) fn of_slashed(named: Option<Self>, session: u32, is_special: bool) -> Option<Self> {
        if session >= YEAR_MIN {
            return match named {
                Some(Self::CommissionHumanRights) => named,
                Some(Self::Foreign) => None,
                _ => Some(Self::Ecosoc),
            };
        }
        let is_assembly = is_special || session >= ARABIC_SESSION_MIN;
        match named {
            Some(Self::HumanRights | Self::AsiaPacific | Self::Environment | Self::Habitat) => {
                named
            }
            Some(Self::AnyCouncil) => Some(Self::HumanRights),
            Some(Self::Foreign) => None,
            Some(
                Self::Assembly
                | Self::Security
                | Self::Ecosoc
                | Self::CommissionHumanRights
                | Self::AnyAssembly,
            )
            | None => is_assembly.then_some(Self::Assembly),
        }
    }

    /// Returns the prefix of the series' symbols, `A/RES/`, for decisions `A/DEC/`.
    pub(super) fn prefix(self, is_decision: bool) -> Option<&'static str> {
        match (self, is_decision) {
            (Self::Assembly, false) => Some("A/RES/"),
            (Self::Assembly, true) => Some("A/DEC/"),
            (Self::Security, false) => Some("S/RES/"),
            (Self::Ecosoc, false) => Some("E/RES/"),
            (Self::Ecosoc, true) => Some("E/DEC/"),
            (Self::HumanRights, false) => Some("A/HRC/RES/"),
            (Self::HumanRights, true) => Some("A/HRC/DEC/"),
            (Self::CommissionHumanRights, false) => Some("E/CN.4/RES/"),
            (Self::CommissionHumanRights, true) => Some("E/CN.4/DEC/"),
            (Self::AsiaPacific, false) => Some("E/ESCAP/RES/"),
            (Self::Environment, false) => Some("UNEP/EA."),
            (Self::Habitat, false) => Some("HSP/HA."),
            (Self::Security | Self::AsiaPacific | Self::Environment | Self::Habitat, true)
            | (Self::AnyCouncil | Self::AnyAssembly | Self::Foreign, _) => None,
        }
    }
}
