//! [`Organ`]: the bodies that adopt resolutions.

use std::fmt;

/// A body whose resolutions the program knows by name and symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Organ {
    /// International Maritime Organization, Assembly.
    ImoAssembly,
    /// INTERPOL, General Assembly.
    InterpolGa,
    /// International Telecommunication Union, Plenipotentiary Conference.
    ItuPp,
    /// United Nations, Economic and Social Council.
    UnEcosoc,
    /// United Nations, General Assembly.
    UnGa,
    /// United Nations Human Settlements Programme, Assembly.
    UnHabitat,
    /// United Nations, Human Rights Council.
    UnHrc,
    /// United Nations, Security Council.
    UnSc,
    /// United Nations Environment Assembly.
    Unea,
    /// UNESCO, International Conference on Education (International Bureau of Education).
    UnescoIbe,
    /// World Health Organization, Executive Board.
    WhoEb,
    /// World Health Organization, World Health Assembly.
    WhoWha,
}

impl Organ {
    /// Every organ, in the order of their ids.
    pub const ALL: [Self; 12] = [
        Self::ImoAssembly,
        Self::InterpolGa,
        Self::ItuPp,
        Self::UnEcosoc,
        Self::UnGa,
        Self::UnHabitat,
        Self::UnHrc,
        Self::UnSc,
        Self::Unea,
        Self::UnescoIbe,
        Self::WhoEb,
        Self::WhoWha,
    ];

    /// Returns the id used in output and queries.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::ImoAssembly => "imo-assembly",
            Self::InterpolGa => "interpol-ga",
            Self::ItuPp => "itu-pp",
            Self::UnEcosoc => "un-ecosoc",
            Self::UnGa => "un-ga",
            Self::UnHabitat => "un-habitat",
            Self::UnHrc => "un-hrc",
            Self::UnSc => "un-sc",
            Self::Unea => "unea",
            Self::UnescoIbe => "unesco-ibe",
            Self::WhoEb => "who-eb",
            Self::WhoWha => "who-wha",
        }
    }

    /// Returns the organ of an id, in any case.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|organ| organ.id().eq_ignore_ascii_case(id))
    }

    /// Returns the English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ImoAssembly => "IMO Assembly",
            Self::InterpolGa => "INTERPOL General Assembly",
            Self::ItuPp => "ITU Plenipotentiary Conference",
            Self::UnEcosoc => "Economic and Social Council",
            Self::UnGa => "UN General Assembly",
            Self::UnHabitat => "UN-Habitat Assembly",
            Self::UnHrc => "Human Rights Council",
            Self::UnSc => "UN Security Council",
            Self::Unea => "UN Environment Assembly",
            Self::UnescoIbe => "International Conference on Education",
            Self::WhoEb => "WHO Executive Board",
            Self::WhoWha => "World Health Assembly",
        }
    }
}

impl fmt::Display for Organ {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.id())
    }
}
