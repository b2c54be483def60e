package dev.counterpart.mock.store;

/** What an entry of the state is. The names are stored, so they do not change. */
public enum StateKind {
    /** An item of a collection. */
    ITEM,
    /** A collection that was filled with its first items. */
    COLLECTION,
    /** The id of an item that was removed. */
    REMOVED,
    /** The last number of a sequence. */
    NUMBER,
    /** An override. */
    OVERRIDE,
    /** A scenario that is under way. */
    PLAY
}
