package io.weapp.passport.trace;

/** Lets the name of the current thread tell what it works on, as long as it does. */
public final class NamedWork implements AutoCloseable {

    private final String before;

    private NamedWork(String before) {
        this.before = before;
    }

    /** The same work, under a name; for what is done in the background. */
    public static Runnable job(String name, Runnable work) {
        return () -> {
            try (NamedWork ignored = named("job=" + name)) {
                work.run();
            }
        };
    }

    /** A request. */
    public static NamedWork request(String requestId, TraceContext trace) {
        return named("request=" + requestId + " trace=" + trace.traceId());
    }

    private static NamedWork named(String what) {
        Thread thread = Thread.currentThread();
        NamedWork work = new NamedWork(thread.getName());
        thread.setName(work.before + " " + what);
        return work;
    }

    @Override
    public void close() {
        Thread.currentThread().setName(before);
    }
}
