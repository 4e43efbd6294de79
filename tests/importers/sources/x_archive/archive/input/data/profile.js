window.YTD.profile.part0 = [
  {
    "profile": {
      "description": {
        "bio": "I mend things.",
        "website": "https://t.example/x",
        "location": "Bergen"
      },
      "avatarMediaUrl": "https://img.example/a.jpg"
    }
  }
]