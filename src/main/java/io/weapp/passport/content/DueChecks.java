package io.weapp.passport.content;

import io.weapp.passport.housekeeping.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The checks that WeChat has not answered in time: it is asked again. */
@ApplicationScoped
public class DueChecks implements Chore {

    /** Few, because each may wait for WeChat while other chores wait for it. */
    private static final int PER_MINUTE = 20;

    @Inject
    OpenChecks checks;

    @Inject
    ContentChecks content;

    @Override
    public boolean work() {
        List<String> due = checks.due(PER_MINUTE);
        for (String id : due) {
            Optional<OpenChecks.Question> question = checks.claim(id);
            if (question.isPresent() && !content.again(question.get())) {
                return false;
            }
        }
        return due.size() == PER_MINUTE;
    }
}
