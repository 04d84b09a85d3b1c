package io.weapp.passport.st;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A backend in JavaScript: the npm package jose, installed below target. */
final class NodeJose {

    private static final String PACKAGE = "jose@6.2.3";
    private static final Path DIRECTORY = TestFork.directory().resolve("node");
    private static final Path SCRIPT = Path.of("src", "test", "resources", "verifier", "verify.mjs");

    /** What the script printed, and whether it was content. */
    record Verdict(boolean good, String output) {}

    private NodeJose() {}

    /** Skips the test where there is no Node or no registry. */
    static NodeJose installed() throws IOException {
        Files.createDirectories(DIRECTORY);
        Assumptions.assumeTrue(run("node", "--version").good, "node is not installed");
        Verdict install = run("npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE);
        Assumptions.assumeTrue(install.good, "npm could not install " + PACKAGE + ": " + install.output);
        Files.copy(SCRIPT, DIRECTORY.resolve("verify.mjs"), StandardCopyOption.REPLACE_EXISTING);
        return new NodeJose();
    }

    Verdict verify(String issuer, String audience, String token) {
        return run("node", "verify.mjs", issuer, audience, token);
    }

    private static Verdict run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(DIRECTORY.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Verdict(process.waitFor() == 0, output);
        } catch (IOException notInstalled) {
            return new Verdict(false, String.valueOf(notInstalled.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
