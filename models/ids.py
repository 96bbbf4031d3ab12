"""Typed ids: a `CustomerId` cannot be passed where a `TurnId` is meant. All are positive bigints."""

from typing import NewType

BusinessId = NewType("BusinessId", int)
ChannelId = NewType("ChannelId", int)
StylistId = NewType("StylistId", int)
ServiceId = NewType("ServiceId", int)
PackId = NewType("PackId", int)
CustomerId = NewType("CustomerId", int)
ConversationId = NewType("ConversationId", int)
TurnId = NewType("TurnId", int)
OfferId = NewType("OfferId", int)
BookingId = NewType("BookingId", int)
AppointmentId = NewType("AppointmentId", int)
PaymentId = NewType("PaymentId", int)
OutboxId = NewType("OutboxId", int)
