window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation": {
      "conversationId": "77",
      "messages": [
        {
          "joinConversation": {
            "initiatingUserId": "5550002",
            "participantsSnapshot": [
              "5550002",
              "5550001"
            ],
            "createdAt": "2026-01-01T00:00:00.000Z"
          }
        },
        {
          "participantsJoin": {
            "userIds": [
              "5550003"
            ],
            "initiatingUserId": "5550002",
            "createdAt": "2026-01-02T00:00:00.000Z"
          }
        },
        {
          "messageCreate": {
            "reactions": [],
            "text": "private words",
            "senderId": "5550003",
            "id": "901",
            "createdAt": "2026-01-03T00:00:00.000Z"
          }
        }
      ]
    }
  }
]