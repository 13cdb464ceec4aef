package io.rookery.user.avatars;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of media-service. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "media-service", types = MediaClient.class)
class AvatarConfiguration {}
