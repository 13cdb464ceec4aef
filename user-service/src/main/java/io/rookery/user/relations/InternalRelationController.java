package io.rookery.user.relations;

import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a viewer may and wants to see, for the services that show tweets. */
@RestController
class InternalRelationController {

    private static final int MAX_AMONG = 500;

    private final RelationRepository relations;

    InternalRelationController(RelationRepository relations) {
        this.relations = relations;
    }

    /** @param blockedIds between whom and the user there is a block, whoever set it */
    record Among(List<String> followingIds, List<String> mutingIds, List<String> blockedIds) {}

    /** In no particular order. */
    @GetMapping("/internal/users/{user_id}/relations")
    Among among(@PathVariable("user_id") long userId, @RequestParam @Size(max = MAX_AMONG) List<Long> among) {
        Relations found = relations.of(userId, among);
        return new Among(
                texts(found.following().stream()),
                texts(found.muting().stream()),
                texts(Stream.of(found.blocking(), found.blockedBy())
                        .flatMap(Collection::stream)
                        .distinct()));
    }

    /** Ids are strings in JSON. */
    private static List<String> texts(Stream<Long> ids) {
        return ids.map(String::valueOf).toList();
    }
}
