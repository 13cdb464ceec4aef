package io.rookery.user.blocks;

import io.rookery.defaults.openapi.CanFail;
import io.rookery.defaults.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Blocks and unblocks, for the caller. */
@RestController
@Tag(name = "Graph")
class BlockController {

    private final BlockService blocks;

    BlockController(BlockService blocks) {
        this.blocks = blocks;
    }

    @Schema(requiredProperties = "blocking")
    record BlockState(@Schema(example = "true") boolean blocking) {}

    @PutMapping("/v1/users/{user_id}/block")
    @Operation(
            operationId = "blockUser",
            summary = "Block a user",
            description =
                    "Idempotent. Ends the follows between the two, either way, and hides the tweets of each from the"
                            + " other. At most 10,000 users.")
    @CanFail(status = 404, code = "not_found")
    @CanFail(status = 422, code = "cannot_block_self")
    @CanFail(status = 422, code = "block_limit_reached")
    BlockState block(Caller caller, @PathVariable("user_id") long userId) {
        blocks.block(caller.userId(), userId);
        return new BlockState(true);
    }

    @DeleteMapping("/v1/users/{user_id}/block")
    @Operation(
            operationId = "unblockUser",
            summary = "Unblock a user",
            description = "Idempotent. Does not bring back the follows that the block ended.")
    @CanFail(status = 404, code = "not_found")
    BlockState unblock(Caller caller, @PathVariable("user_id") long userId) {
        blocks.unblock(caller.userId(), userId);
        return new BlockState(false);
    }
}
