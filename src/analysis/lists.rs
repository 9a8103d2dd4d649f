//! [`Words`] and [`Pairs`]: the lists of the chains, a part of the program or read from files.

/// Words, sorted.
#[derive(Clone, Debug)]
pub(super) enum Words {
    /// Those of the program.
    Embedded(&'static [&'static str]),
    /// Those of a file.
    Read(Vec<String>),
}

impl Words {
    /// Returns a list of `words`, which may stand in any order.
    pub(super) fn read(mut words: Vec<String>) -> Self {
        words.sort_unstable();
        words.dedup();
        Self::Read(words)
    }

    /// Tells whether a word is on the list.
    pub(super) fn contains(&self, word: &str) -> bool {
        match self {
            Self::Embedded(words) => words.binary_search(&word).is_ok(),
            Self::Read(words) => words.binary_search_by(|known| known.as_str().cmp(word)).is_ok(),
        }
    }

    fn to_vec(&self) -> Vec<&str> {
        match self {
            Self::Embedded(words) => words.to_vec(),
            Self::Read(words) => words.iter().map(String::as_str).collect(),
        }
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.to_vec() == other.to_vec()
    }
}

/// What stands for what.
#[derive(Clone, Debug)]
pub(super) enum Pairs {
    /// Those of the program.
    Embedded(&'static [(&'static str, &'static str)]),
    /// Those of a file.
    Read(Vec<(String, String)>),
}

impl Pairs {
    /// Returns the pairs in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let (embedded, read) = match self {
            Self::Embedded(pairs) => (*pairs, [].as_slice()),
            Self::Read(pairs) => ([].as_slice(), pairs.as_slice()),
        };
        let read = read.iter().map(|(from, to)| (from.as_str(), to.as_str()));
        embedded.iter().copied().chain(read)
    }

    /// Returns what stands for `from` in a list that is sorted.
    pub(super) fn get(&self, from: &str) -> Option<&str> {
        match self {
            Self::Embedded(pairs) => {
                let place = pairs.binary_search_by(|(known, _)| (*known).cmp(from)).ok()?;
                Some(pairs[place].1)
            }
            Self::Read(pairs) => {
                let place = pairs.binary_search_by(|(known, _)| known.as_str().cmp(from)).ok()?;
                Some(&pairs[place].1)
            }
        }
    }
}

impl PartialEq for Pairs {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}
