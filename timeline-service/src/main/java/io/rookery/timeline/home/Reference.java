package io.rookery.timeline.home;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/** A tweet that another one refers to: there, or said to be gone, never left out. */
sealed interface Reference extends JacksonSerializable permits ShownTweet, Reference.Unavailable {

    void write(JsonGenerator json);

    @Override
    default void serialize(JsonGenerator json, SerializationContext context) {
        write(json);
    }

    @Override
    default void serializeWithType(JsonGenerator json, SerializationContext context, TypeSerializer type) {
        write(json);
    }

    /** @param why {@code deleted} or {@code blocked} */
    record Unavailable(long tweetId, String why) implements Reference {

        @Override
        public void write(JsonGenerator json) {
            json.writeStartObject();
            json.writeStringProperty("tweet_id", Long.toString(tweetId));
            json.writeStringProperty("unavailable", why);
            json.writeEndObject();
        }
    }
}
