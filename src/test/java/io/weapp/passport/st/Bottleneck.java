package io.weapp.passport.st;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to a TCP port that can be blocked: connections are accepted and stay open, but no byte gets through. */
final class Bottleneck implements AutoCloseable {

    private final ServerSocket entrance;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Object gate = new Object();
    private boolean blocked;

    Bottleneck(int target) {
        this.target = target;
        try {
            this.entrance = new ServerSocket(TestFork.freePort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void block() {
        synchronized (gate) {
            blocked = true;
        }
    }

    void unblock() {
        synchronized (gate) {
            blocked = false;
            gate.notifyAll();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                open.add(client);
                threads.execute(() -> connect(client));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void connect(Socket client) {
        try {
            pass();
            Socket server = new Socket("localhost", target);
            open.add(server);
            threads.execute(() -> copy(client, server));
            copy(server, client);
        } catch (IOException refused) {
            close(client);
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pass();
                out.write(buffer, 0, read);
            }
        } catch (IOException gone) {
            // The other direction ends, too.
        }
        close(from);
        close(to);
    }

    private void pass() throws IOException {
        synchronized (gate) {
            while (blocked) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
        open.forEach(this::close);
    }
}
