package io.rookery.tweet.timelines;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of timeline-service. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "timeline-service", types = TimelineClient.class)
class TimelinesConfiguration {}
