package io.weapp.passport.housekeeping;

/** Work that is due every minute. A bean that implements this is found and run on every node; it may fail. */
public interface Chore {

    /** Rows that one transaction may touch. */
    int BATCH = 500;

    /**
     * Does a part of the work, in short transactions, safe when other nodes do the same at this moment.
     *
     * @return true if there is more to do
     */
    boolean work();
}
