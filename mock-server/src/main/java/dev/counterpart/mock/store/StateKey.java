package dev.counterpart.mock.store;

/**
 * The name of an entry.
 *
 * @param owner the contract that it belongs to; empty if it belongs to the whole server
 * @param group what is listed together, such as the items of one collection; may be empty
 * @param id unique in its group
 */
public record StateKey(StateKind kind, String owner, String group, String id) {

    /** An entry that belongs to the whole server. */
    public static StateKey ofServer(StateKind kind, String id) {
        return new StateKey(kind, "", "", id);
    }

    /** The size of the name, in characters. */
    int characters() {
        return owner.length() + group.length() + id.length();
    }
}
