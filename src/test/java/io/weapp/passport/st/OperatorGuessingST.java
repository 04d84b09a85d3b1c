package io.weapp.passport.st;

import static io.weapp.passport.st.Problems.assertProblem;
import static io.weapp.passport.st.Problems.assertRetryLater;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OperatorGuessingST {

    private static final String PASSWORD = "correct horse battery";

    private final LoginSystem login = LoginSystem.shared();
    private final AdminSystem root = AdminSystem.shared();
    private final String name = "guessed-" + UUID.randomUUID();

    /** All tests come from one address, whose failures are not to add up. */
    @AfterEach
    void aQuarterOfAnHourPasses() {
        Failures.aQuarterOfAnHourPasses();
    }

    @Test
    @DisplayName("R16.3 after five failures with a name the address has to wait, also with the right password")
    void guessingIsBounded() {
        root.appoint(name, PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertProblem(AdminSystem.login(login, name, "wrong " + i), 401, "credentials_invalid", "none");
        }

        assertRetryLater(AdminSystem.login(login, name, PASSWORD), 429, "rate_limited");
        Failures.aQuarterOfAnHourPasses();
        assertThat(AdminSystem.login(login, name, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("R16.3 a name that does not exist is bounded like one that does")
    void guessingOfNamesIsBounded() {
        for (int i = 0; i < 5; i++) {
            AdminSystem.login(login, name, PASSWORD);
        }

        assertRetryLater(AdminSystem.login(login, name, PASSWORD), 429, "rate_limited");
    }

    @Test
    @DisplayName("R16.3 a success forgets the failures before it")
    void successForgetsFailures() {
        root.appoint(name, PASSWORD);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(AdminSystem.login(login, name, "wrong").status()).isEqualTo(401);
            }
            assertThat(AdminSystem.login(login, name, PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("R16.3 twenty guesses at once are five guesses")
    void guessesAtOnceAreCounted() {
        List<Answer> answers = LoginSystem.atOnce(20, () -> AdminSystem.login(login, name, PASSWORD));

        assertThat(answers.stream().filter(answer -> answer.status() == 401)).hasSize(5);
        assertThat(answers.stream().filter(answer -> answer.status() == 429)).hasSize(15);
    }

    @Test
    @DisplayName("R16.3 one address cannot try one password with many names")
    void sprayingIsBounded() {
        for (int i = 0; i < 20; i++) {
            assertThat(AdminSystem.login(login, name + i, PASSWORD).status()).isEqualTo(401);
        }

        assertRetryLater(AdminSystem.login(login, name, PASSWORD), 429, "rate_limited");
    }

    @Test
    @DisplayName("R16.3 strangers cannot lock an operator out where that operator is at home")
    void operatorIsNotLockedOutAtHome() {
        root.appoint(name, PASSWORD);
        assertThat(AdminSystem.login(login, name, PASSWORD).status()).isEqualTo(200);

        Failures.manyStrangersGuess(name);

        assertThat(AdminSystem.login(login, name, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("R16.3 guesses from many addresses are bounded where the name was never seen")
    void guessingFromManyAddressesIsBounded() {
        AdminSystem.login(login, name, "wrong");
        Failures.manyStrangersGuess(name);

        assertRetryLater(AdminSystem.login(login, name, PASSWORD), 429, "rate_limited");
    }
}
