window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "5550001-5550002",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "5550002",
            "reactions": [],
            "urls": [],
            "text": "private words",
            "mediaUrls": [],
            "senderId": "5550001",
            "id": "801",
            "createdAt": "2026-01-05T10:00:00.000Z"
          }
        },
        {
          "messageCreate": {
            "recipientId": "5550001",
            "reactions": [],
            "urls": [],
            "text": "private words",
            "mediaUrls": [],
            "senderId": "5550002",
            "id": "802",
            "createdAt": "2026-01-05T10:01:00.000Z"
          }
        },
        {
          "reactionCreate": {}
        }
      ]
    }
  },
  {
    "dmConversation": {
      "conversationId": "5550001-5550003",
      "messages": [
        {
          "messageCreate": {
            "recipientId": "5550001",
            "reactions": [],
            "urls": [],
            "text": "private words",
            "mediaUrls": [],
            "senderId": "5550003",
            "id": "803",
            "createdAt": "2026-01-06T10:00:00.000Z"
          }
        },
        {
          "messageCreate": {
            "recipientId": null,
            "reactions": [],
            "urls": [],
            "text": "private words",
            "mediaUrls": [],
            "senderId": "5550003",
            "id": "804",
            "createdAt": "2026-01-06T10:00:00.000Z"
          }
        }
      ]
    }
  }
]