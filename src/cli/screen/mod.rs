//! The interactive screen: type, and the answer follows each key.
//!
//! ```text
//! keys --> Message --update--> Model + Effects      Model --draw--> cells
//!             ^----worker, editor, clipboard----/
//! ```
//!
//! [`Model`] is everything the screen knows, [`update`] the only thing that changes it, and
//! [`draw`] shows it; none of the three touches the disk, the clock or the terminal. The session
//! joins them to the terminal and to a thread that searches, so that typing never waits.

mod citation;
mod input;
mod keys;
mod message;
mod model;
mod session;
mod update;
mod view;
mod worker;

pub use citation::quotation;
pub use input::Input;
pub use keys::message_of;
pub use message::{Effect, Message};
pub use model::{Answer, Choice, FacetEntry, Focus, HITS_MAX, Model, begun};
pub use update::update;
pub use view::{Palette, draw, settle};

pub(crate) use session::{has_terminal, run};
