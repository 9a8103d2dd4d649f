//! Building and updating an index: store, lock, manifest, plan, writer, progress.
